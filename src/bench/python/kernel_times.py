"""How long kernel, stop button and JupyterLab keep a user waiting: `./lab bench Kernel` runs this and records the rows.

The rows come in the format of JMH's results. What a stop costs beyond the stop of a cell that only sleeps is ours;
the rest is JJava's, whose control channel is asked every 50 ms.
"""

import json
import pathlib
import re
import statistics
import subprocess
import sys
import time

import nbformat
import psutil

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "src" / "test" / "python"))

import checkout  # noqa: E402
import kernels  # noqa: E402
import labserver  # noqa: E402

STUDENT = {5: 8.610, 10: 4.781}  # of 99.9 %, two-sided, by the number of measurements


def start():
    """Seconds until a kernel is ready, with everything loaded."""
    with kernels.Kernel() as kernel:
        return kernel.start_seconds


def second_start():
    """Seconds until `./lab` of a checkout that is set up serves JupyterLab."""
    port = labserver.free_port()
    command = [sys.executable, str(ROOT / "lab"), "--no-browser", "--port", str(port)]
    began = time.monotonic()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not labserver.serves(port, process, 120):
            raise RuntimeError("JupyterLab did not start")
        return time.monotonic() - began
    finally:
        checkout.end(process)


def stops(times):
    """Seconds from a press of the stop button until the cell is free, in turns for each kind of cell."""
    cells = {
        "of a sleep": "Thread.sleep(100_000);",
        "of short iterations": 'var run = count(1_000_000, 1, progress("Count"));',
        "of iterations of a second": 'var run = count(1_000_000, 1000, progress("Count"));',
    }
    waits = {name: [] for name in cells}
    with kernels.Kernel() as kernel:
        kernel.run(nbformat.read(ROOT / "src/test/notebooks/slow.ipynb", as_version=4).cells[1].source)
        for _ in range(times):
            for name, code in cells.items():
                waits[name].append(kernel.run(code, stop_after=2.5).idle_after_stop)
                kernel.run("1 + 1")  # once the last iteration is over
    return waits


def row(name, seconds, **parameters):
    error = STUDENT[len(seconds)] * statistics.stdev(seconds) / len(seconds) ** 0.5
    score = {"score": 1000 * statistics.mean(seconds), "scoreError": 1000 * error, "scoreUnit": "ms/op"}
    return {"benchmark": name, "params": parameters, "primaryMetric": score, "secondaryMetrics": {}}


def main(results, pattern):
    rows = []
    if re.search(pattern, "Kernel.start"):
        rows.append(row("Kernel.start", [start() for _ in range(5)]))
    if re.search(pattern, "Kernel.secondStartOfLab"):
        rows.append(row("Kernel.secondStartOfLab", [second_start() for _ in range(5)]))
    if re.search(pattern, "Kernel.stop"):
        rows += [row("Kernel.stop", seconds, cell=name) for name, seconds in stops(10).items()]
    pathlib.Path(results).write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
