import pathlib
import shutil

import pytest
from jupyter_client.kernelspec import NoSuchKernel

import kernels
import labserver

ROOT = pathlib.Path(__file__).resolve().parents[3]


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
