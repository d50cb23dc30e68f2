"""What takes minutes to prepare; conftest begins it in processes of their own, while other tests mostly wait."""

import os
import re
import subprocess
import sys
import time

import nbformat
from checkout import ROOT, clean_environment, copy_to, end, run_lab, start_lab
from kernels import NAME
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def executed(folder):
    """Every notebook as it is in the quick profile, or what went wrong in it."""
    return {path: attempt(path) for path in NOTEBOOKS}


def attempt(path):
    try:
        return execute(path)
    except Exception as error:  # told by the test of this notebook
        return "%s: %s" % (type(error).__name__, error)


def execute(path):
    notebook = nbformat.read(path, as_version=4)
    # The client stops its own kernel, also when a cell fails.
    client = NotebookClient(notebook, kernel_name=NAME, timeout=600, resources={"metadata": {"path": path.parent}})
    client.execute(env={**os.environ, "MEANFIELD_PROFILE": "quick"})
    return notebook


def repaired(folder):
    """A checkout whose first set-up was killed twice: while pip installed, and while the jars were copied."""
    folder = copy_to(folder / "path with spaces" / "mean field 4j")
    stamp = folder / ".venv" / "lab-stamp"
    process = start_lab(folder, "setup", cwd=str(folder.parent))
    while process.poll() is None and not list(folder.glob(".venv/lib*/**/site-packages/jupyter*")):
        time.sleep(0.2)
    end(process)
    assert stamp.read_text() == "unfinished"

    code, out, error = run_lab(folder, "setup", cwd=str(folder.parent))
    assert code == 0, error
    assert ".venv is unfinished or broken, starting it again" in out
    classpath = folder / "target" / "notebook-classpath"
    (classpath / "lab-stamp").unlink()
    jar = next(classpath.glob("nd4j-api*.jar"))
    jar.write_bytes(jar.read_bytes()[:1000])

    code, out, error = run_lab(folder, "setup", cwd=str(folder.parent))
    assert code == 0, error
    assert jar.stat().st_size > 1000
    return folder


def image(folder):
    """Binder's: the checkout after postBuild, and the environment of whoever starts a notebook in it."""
    repository = copy_to(folder / "repository")
    prefix = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(prefix)], check=True)
    text = (repository / "binder" / "environment.yml").read_text()
    pins = re.findall(r"- (\S+==\S+)", text.split("- pip:", 1)[1])
    pip = [str(prefix / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run(pip + pins, check=True, env=clean_environment())
    path = os.pathsep.join([str(prefix / "bin"), os.environ["PATH"]])
    env = clean_environment(PATH=path)
    env.pop("REPO_DIR", None)
    built = subprocess.run([str(repository / "binder" / "postBuild")], cwd=repository, env=env, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return repository, prefix, env, built.stdout
