"""A JupyterLab server for tests, on a free port, and what a test does with a notebook page in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import psutil


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serves(port, process, seconds=60):
    """Waits until JupyterLab answers; false if its process ended before, or the time is over."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        try:
            opener.open("http://127.0.0.1:%d/lab" % port, timeout=5).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


class LabServer:
    def __init__(self, folder, log):
        self.folder = folder
        self.port = free_port()
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.port_retries=0"]
        command += ["--ServerApp.port=%d" % self.port, "--ServerApp.root_dir=%s" % folder]
        # Only reachable from this machine, only while the tests run.
        command += ["--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"]
        command += ["--LabApp.expose_app_in_browser=True", "--LabApp.news_url="]
        command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        self.log = open(log, "w")
        env = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
        self.process = psutil.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, env=env)
        if not serves(self.port, self.process):
            self.close()
            raise RuntimeError("JupyterLab did not start, see %s" % self.log.name)

    def address(self, notebook):
        return "http://127.0.0.1:%d/lab/tree/%s?reset" % (self.port, notebook)

    def memory(self):
        """Resident bytes of the server alone; kernels count for themselves."""
        return self.process.memory_info().rss

    def close(self):
        family = [self.process] + self.process.children(recursive=True) if self.process.is_running() else []
        for process in family:
            process.terminate()
        _, alive = psutil.wait_procs(family, timeout=10)
        for process in alive:
            process.kill()
        self.log.close()


def execute(page, command):
    """Runs a command of JupyterLab, as its menus do, and does not wait for its end."""
    page.evaluate("command => { window.jupyterapp.commands.execute(command); }", command)
