"""Binder's image, without Docker: postBuild in a fresh environment made from the same pins, then a notebook in 2 GB."""

import subprocess
import sys
import threading
import time

import nbformat
import psutil
import pytest

LIMIT = 2_000_000_000
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Binder's images are Linux")

CELLS = """
import org.nd4j.linalg.factory.Nd4j;
var sum = 0.0;
for (int i = 0; i < 600; i++) {
    sum += Nd4j.rand(1000, 1000).mul(2).getDouble(0);
}
System.out.println("done");
"""


def test_post_build_makes_no_environment_of_its_own(image):
    repository, prefix, _, _ = image

    assert (prefix / "share" / "jupyter" / "kernels" / "meanfield4j" / "kernel.json").exists()
    assert (repository / "target" / "notebook-classpath" / "meanfield4j.jar").exists()
    assert not (repository / ".venv").exists()


def test_post_build_unpacks_the_natives(image):
    assert "ND4J is unpacked" in image[3]


def test_a_notebook_with_arrays_beyond_the_cap_stays_within_two_gigabytes(image):
    repository, prefix, env, _ = image
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELLS)])
    notebook.metadata["kernelspec"] = {"name": "meanfield4j", "display_name": "Java", "language": "java"}
    path = repository / "notebooks" / "arrays.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, str(path))
    command = [str(prefix / "bin" / "jupyter"), "execute", "--inplace", str(path)]

    code, output, peak = run_measured(command, env)

    assert peak < LIMIT, "the process tree reached %.2f GB" % (peak / 1e9)
    assert code == 0, output


def run_measured(command, env):
    """Runs it and ends it when its process tree passes the limit, as Binder would; returns the peak of the tree too."""
    process = psutil.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = [0]

    def watch():
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            tree = [process] + children(process)
            peak[0] = max(peak[0], sum(memory(each) for each in tree))
            if peak[0] > LIMIT:
                for each in tree:
                    each.kill()
                return
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate(timeout=600)
    watcher.join()
    return process.returncode, output, peak[0]


def children(process):
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def memory(process):
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
