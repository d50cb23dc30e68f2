"""A running kernel as a test sees it: cells in, outputs out, the stop button, memory; always stopped by its own pid."""

import dataclasses
import os
import queue
import re
import time

import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

NAME = "meanfield4j"


@dataclasses.dataclass
class Cell:
    """What came back from one cell."""

    outputs: list
    error: str | None
    seconds: float
    idle_after_stop: float | None

    def text(self):
        """The value of the cell."""
        return next((o["data"]["text/plain"] for o in self.outputs if o["type"] == "execute_result"), None)

    def stream(self, name):
        return "".join(o["text"] for o in self.outputs if o["type"] == "stream" and o["name"] == name)

    def shown(self):
        """Outputs and their updates, in order."""
        return [o for o in self.outputs if o["type"] in ("display_data", "update_display_data")]


class Kernel:
    def __init__(self, name=NAME, folder=None, stderr=None, **env):
        self.manager = KernelManager(kernel_name=name)
        started = time.monotonic()
        self.manager.start_kernel(env={**os.environ, "JUPYTER_PREFER_ENV_PATH": "1", **env}, cwd=folder, stderr=stderr)
        self.process = psutil.Process(self.manager.provisioner.pid)
        self.client = self.manager.client()
        self.client.start_channels()
        try:
            self.client.wait_for_ready(timeout=120)
        except BaseException:
            self.close()
            raise
        self.start_seconds = time.monotonic() - started

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def run(self, code, stop_after=None, timeout=120):
        """Runs a cell to its end; presses the stop button after so many seconds."""
        request = self.client.execute(code)
        started, stopped, outputs, error = time.monotonic(), None, [], None
        while time.monotonic() - started < timeout:
            if stop_after is not None and stopped is None and time.monotonic() - started >= stop_after:
                stopped = time.monotonic()
                self.manager.interrupt_kernel()
            try:
                message = self.client.get_iopub_msg(timeout=0.01)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                end = time.monotonic()
                return Cell(outputs, error, end - started, None if stopped is None else end - stopped)
            if kind == "error":
                error = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(content["traceback"]))
            elif kind not in ("status", "execute_input"):
                outputs.append({"type": kind, **content})
        raise TimeoutError("the cell did not end in %s s: %s" % (timeout, code))

    def completions(self, code):
        reply = self.client.complete(code, len(code), reply=True, timeout=30)
        return reply["content"]["matches"]

    def inspected(self, code):
        """What Shift-Tab shows with the cursor before the last character; behind it JJava finds nothing."""
        reply = self.client.inspect(code, len(code) - 1, reply=True, timeout=60)
        return reply["content"]["data"].get("text/plain", "")

    def family(self):
        return [self.process] + self.process.children(recursive=True)

    def memory(self):
        """Resident bytes of the kernel and what it started."""
        return sum(process.memory_info().rss for process in self.family())

    def close(self):
        family = self.family() if self.process.is_running() else []
        try:
            self.client.stop_channels()
            self.manager.shutdown_kernel(now=True)
        finally:
            for process in family:
                if process.is_running():
                    process.kill()
            psutil.wait_procs(family, timeout=10)


def spec(name=NAME):
    return KernelSpecManager().get_kernel_spec(name)
