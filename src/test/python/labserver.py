"""A JupyterLab server for tests, on a free port, and what a test does with a notebook page in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import psutil


class LabServer:
    def __init__(self, folder, log):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
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
        self.wait()

    def wait(self):
        deadline = time.monotonic() + 60
        while True:
            try:
                return urllib.request.urlopen("http://127.0.0.1:%d/lab" % self.port, timeout=5).close()
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.close()
                    raise RuntimeError("JupyterLab did not start, see %s" % self.log.name)
                time.sleep(0.2)

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
