import concurrent.futures
import multiprocessing
import os
import pathlib
import shutil
import sys

import pytest
from jupyter_client.kernelspec import NoSuchKernel

import kernels
import labserver
import preparations

ROOT = pathlib.Path(__file__).resolve().parents[3]
PREPARATIONS = [preparations.repaired, preparations.image, preparations.executed]
if sys.platform != "linux":
    PREPARATIONS.remove(preparations.image)
NAMES = [prepare.__name__ for prepare in PREPARATIONS]


def pytest_collection_modifyitems(items):
    """Tests of what is prepared come later, in the order of preparation."""

    def awaited(item):
        return max((NAMES.index(name) for name in item.fixturenames if name in NAMES), default=-1)

    items.sort(key=awaited)


@pytest.fixture(scope="session", autouse=True)
def begun(request, tmp_path_factory):
    """The preparations that are wanted, two at a time, with less right to the processors than the tests."""
    wanted = {name for item in request.session.items for name in item.fixturenames}
    # Processes, not threads: they keep the environment of now, whatever a test does to it later.
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=spawn, initializer=step_back) as pool:
        chosen = [(name, make) for name, make in zip(NAMES, PREPARATIONS) if name in wanted]
        yield {name: pool.submit(make, tmp_path_factory.mktemp(name)) for name, make in chosen}
        pool.shutdown(cancel_futures=True)


def step_back():
    if hasattr(os, "nice"):
        os.nice(19)


@pytest.fixture(scope="session")
def executed(begun):
    return begun["executed"].result()


@pytest.fixture(scope="session")
def repaired(begun):
    return begun["repaired"].result()


@pytest.fixture(scope="session")
def image(begun):
    return begun["image"].result()


@pytest.fixture(scope="session")
def kernel_is_installed():
    try:
        kernels.spec()
    except NoSuchKernel:
        pytest.fail("kernel %s is not installed for this Python: run ./lab setup first" % kernels.NAME)


@pytest.fixture(scope="module")
def kernel(kernel_is_installed):
    """One kernel for the cells of a test file."""
    with kernels.Kernel() as running:
        yield running


@pytest.fixture
def fresh_kernel(kernel_is_installed):
    with kernels.Kernel() as running:
        yield running


@pytest.fixture(scope="session")
def solver():
    """Source of a solver that counts, `count(n, millis, monitor)`; the same as in the notebook of the browser tests."""
    import nbformat

    return nbformat.read(ROOT / "src/test/notebooks/slow.ipynb", as_version=4).cells[1].source


@pytest.fixture(scope="session")
def lab(kernel_is_installed, tmp_path_factory):
    """JupyterLab on copies of the notebooks of the tests."""
    folder = tmp_path_factory.mktemp("notebooks")
    for notebook in (ROOT / "src/test/notebooks").glob("*.ipynb"):
        shutil.copy(notebook, folder)
    server = labserver.LabServer(folder, folder.parent / "lab.log")
    yield server
    server.close()
