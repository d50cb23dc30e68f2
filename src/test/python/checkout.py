"""A second checkout to break: the files of this one, committed or not, without what git ignores; and lab in it."""

import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil

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


def start_lab(folder, *arguments, **options):
    options.setdefault("env", clean_environment())
    command = [sys.executable, str(folder / "lab")] + list(arguments)
    return psutil.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def run_lab(folder, *arguments, **options):
    process = start_lab(folder, *arguments, **options)
    out, error = process.communicate(timeout=900)
    return process.returncode, out, error


def end(process):
    family = [process] + process.children(recursive=True) if process.is_running() else []
    for each in family:
        each.kill()
    psutil.wait_procs(family, timeout=10)
