"""A second checkout to break: the files of this one, committed or not, without what git ignores."""

import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def copy_to(folder):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = ROOT / name, folder / name
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def load_lab(folder=ROOT):
    """The script as a module; its paths are those of `folder`."""
    loader = importlib.machinery.SourceFileLoader("lab", str(folder / "lab"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("lab", loader))
    loader.exec_module(module)
    return module


def clean_environment(**changes):
    """This process's environment without what a virtual environment adds to it; pip leaves the compiling to first use."""
    env = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH")}
    env["PIP_NO_COMPILE"] = "1"
    env.update(changes)
    return env
