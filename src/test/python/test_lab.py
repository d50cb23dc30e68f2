"""lab with what it must refuse, repair or survive: each bad input ends in one line that says what to do."""

import ast
import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import kernels
import nbformat
import psutil
import pytest

from checkout import ROOT, clean_environment, copy_to, end, load_lab, run_lab, start_lab
from labserver import free_port, serves

NOWHERE = "http://127.0.0.1:9"
OFFLINE = {name: NOWHERE for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")}
WINDOWS = os.name == "nt"


def the_line(result):
    """The only line on stderr of a run that failed."""
    code, _, error = result
    assert code == 1, error
    lines = error.splitlines()
    assert len(lines) == 1 and lines[0].startswith("lab: "), error
    return lines[0]


def fake_java(folder, version, home):
    """A program named java that says what `java -XshowSettings:properties -version` says."""
    folder.mkdir(parents=True, exist_ok=True)
    said = ["    java.home = %s" % home, 'openjdk version "%s" 2018-10-16' % version]
    file = folder / ("java.bat" if WINDOWS else "java")
    if WINDOWS:
        file.write_text("@echo off\n" + "".join("echo %s 1>&2\n" % line for line in said))
    else:
        file.write_text("#!/bin/sh\n" + "".join("echo '%s' >&2\n" % line for line in said))
        file.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """A checkout that was never set up."""
    return copy_to(tmp_path_factory.mktemp("never set up") / "mean field")


# ---- Java


def test_without_java_it_says_where_to_get_one(untouched, tmp_path):
    env = clean_environment(PATH=str(tmp_path))
    env.pop("JAVA_HOME", None)

    line = the_line(run_lab(untouched, "setup", env=env))

    assert "no Java found" in line and "version 17 or newer" in line and "adoptium.net" in line
    assert not (untouched / ".venv").exists()


def test_an_old_java_is_named_with_its_version_and_place(untouched, tmp_path):
    env = clean_environment(PATH=str(fake_java(tmp_path / "old java", "11.0.2", tmp_path)))
    env.pop("JAVA_HOME", None)

    line = the_line(run_lab(untouched, "setup", env=env))

    assert "Java 11.0.2" in line and "old java" in line and "too old" in line and "17 or newer" in line


def test_a_java_8_is_old_too(untouched, tmp_path):
    env = clean_environment(PATH=str(fake_java(tmp_path, "1.8.0_402", tmp_path)))
    env.pop("JAVA_HOME", None)

    assert "Java 1.8.0_402" in the_line(run_lab(untouched, "setup", env=env))


def test_a_java_without_compiler_is_refused(untouched, tmp_path):
    env = clean_environment(PATH=str(fake_java(tmp_path, "21.0.1", tmp_path)))
    env.pop("JAVA_HOME", None)

    assert "without the compiler" in the_line(run_lab(untouched, "setup", env=env))


def test_a_good_java_on_the_path_is_taken_when_java_home_is_old(tmp_path, monkeypatch):
    fake_java(tmp_path / "bin", "11.0.2", tmp_path)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert load_lab().find_java().major >= 17


# ---- Python


def python_3_9():
    candidates = [shutil.which("python3.9")] + glob.glob(os.path.expanduser("~/.pyenv/versions/3.9*/bin/python"))
    for candidate in filter(None, candidates):
        if subprocess.run([candidate, "-c", "import sys; assert sys.version_info[:2] == (3, 9)"]).returncode == 0:
            return candidate
    return None


def test_python_3_9_is_told_so(untouched):
    old = python_3_9()
    if old is None:
        pytest.skip("no Python 3.9 here")
    shown = subprocess.run([old, str(untouched / "lab"), "setup"], capture_output=True, text=True)

    assert shown.returncode == 1
    assert shown.stderr.startswith("lab: Python 3.9") and "Python 3.10 or newer" in shown.stderr
    assert len(shown.stderr.splitlines()) == 1


def test_old_pythons_can_read_the_file_up_to_that_line():
    ast.parse((ROOT / "lab").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_without_the_venv_module_it_says_how_to_install_it(untouched, monkeypatch, module):
    lab = load_lab(untouched)
    find = lab.importlib.util.find_spec
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda name: None if name == module else find(name))

    with pytest.raises(lab.Problem, match="lacks its module %s.*apt install python3" % module):
        lab.make_venv()

    assert not (untouched / ".venv").exists()


def test_a_venv_of_somebody_else_is_left_alone(tmp_path):
    folder = copy_to(tmp_path)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "precious").write_text("mine")

    line = the_line(run_lab(folder, "setup"))

    assert "was not made by lab" in line and "Move it away" in line
    assert (folder / ".venv" / "precious").read_text() == "mine"


# ---- disk, network, port


def test_without_room_on_the_disk_nothing_is_begun(untouched, monkeypatch):
    lab = load_lab(untouched)
    usage = shutil.disk_usage(str(untouched))
    monkeypatch.setattr(lab.shutil, "disk_usage", lambda path: usage._replace(free=1_200_000_000))

    with pytest.raises(lab.Problem, match=r"no room on the disk .*1\.2 GB are free, set-up needs 2\.5 GB"):
        lab.make_venv()

    assert not (untouched / ".venv").exists()


def test_the_first_set_up_without_network_says_so(tmp_path):
    folder = copy_to(tmp_path)
    env = clean_environment(PIP_INDEX_URL=NOWHERE + "/simple", PIP_NO_CACHE_DIR="1", **OFFLINE)
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "NO_PROXY", "no_proxy"):
        env.pop(name, None)

    line = the_line(run_lab(folder, "setup", env=env))

    assert "no network" in line and "start lab again" in line


def test_maven_without_network_says_so(tmp_path, monkeypatch):
    folder = copy_to(tmp_path / "checkout")
    mirror = "<mirror><id>nowhere</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>" % NOWHERE
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2" / "settings.xml").write_text("<settings><mirrors>%s</mirrors></settings>" % mirror)
    monkeypatch.setenv("MAVEN_OPTS", '"-Duser.home=%s"' % tmp_path if WINDOWS else "-Duser.home=%s" % tmp_path)
    lab = load_lab(folder)

    with pytest.raises(lab.Problem, match="no network"):
        lab.build_library(lab.find_java())

    assert not (folder / "target" / "notebook-classpath" / lab.STAMP).exists()


def test_a_taken_port_is_said_and_the_next_one_used(capsys):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]

        chosen = load_lab().free_port(taken)

    assert chosen > taken
    assert "Port %d is taken: using %d" % (taken, chosen) in capsys.readouterr().out


# ---- odd machines


@pytest.mark.parametrize(
    "heap, said",
    [
        ("nonsense", "must be a size like 768m or 2g"),
        ("-4g", "must be a size like 768m or 2g"),
        ("4 g", "must be a size like 768m or 2g"),
        ("", "must be a size like 768m or 2g"),
        ("1m", "at least 128m"),
        ("64T", "must be a size like 768m or 2g"),
        ("64G", "at most the 8.0 GB of this machine"),
    ],
)
def test_a_heap_that_no_kernel_could_have_is_refused_at_the_door(monkeypatch, heap, said):
    lab = load_lab()
    monkeypatch.setattr(lab, "memory", lambda: 8 << 30)
    monkeypatch.setenv("MEANFIELD_HEAP", heap)

    with pytest.raises(lab.Problem) as problem:
        lab.set_up()

    assert str(problem.value).startswith("MEANFIELD_HEAP = %s must be" % heap) and said in str(problem.value)
    assert len(str(problem.value).splitlines()) == 1


@pytest.mark.parametrize("heap", ["768m", "2G", "4g", "1048576k", "536870912"])
def test_a_heap_that_the_machine_has_is_taken(monkeypatch, heap):
    lab = load_lab()
    monkeypatch.setattr(lab, "memory", lambda: 8 << 30)
    monkeypatch.setenv("MEANFIELD_HEAP", heap)

    assert lab.heap() == heap


def test_memory_is_that_of_the_machine():
    assert 1 << 30 < load_lab().memory() or WINDOWS


def test_the_first_error_of_maven_is_shown_although_it_is_coloured(untouched):
    lab = load_lab(untouched)
    said = [
        "[\x1b[1;34mINFO\x1b[m] Scanning",
        "[\x1b[1;31mERROR\x1b[m] COMPILATION ERROR : no such symbol",
        "\x1b[1;31m[ERROR]\x1b[m second",
    ] + ["[INFO] tail"] * 12
    code = "import sys; print(%r); sys.exit(1)" % "\n".join(said)

    with pytest.raises(lab.Problem) as problem:
        lab.task(3, "Library: building", [sys.executable, "-c", code])

    lines = str(problem.value).splitlines()
    assert lines[1:3] == ["[ERROR] COMPILATION ERROR : no such symbol", "[ERROR] second"]
    assert "\x1b" not in lab.LOG.read_text(encoding="utf-8")


HOMES = [
    ("$HOME is Java's home", "{tmp}", "{tmp}", "{tmp}", False),
    ("$HOME is another", "{tmp}", "/root", "{tmp}", True),
    ("a foreign uid, $HOME is right", "{tmp}", "?", "{tmp}", True),
    ("a foreign uid, $HOME is missing on disk", "{tmp}/nowhere", "?", "{checkout}/.lab/home", True),
    ("$HOME is no path", "here", "?", "{checkout}/.lab/home", True),
]


@pytest.mark.skipif(WINDOWS, reason="Windows has no $HOME")
@pytest.mark.parametrize("case", HOMES, ids=[case[0] for case in HOMES])
def test_java_maven_and_jupyter_write_to_the_users_home_or_into_the_checkout(untouched, tmp_path, monkeypatch, case):
    _, given, javas, expected, told = [
        each.format(tmp=tmp_path, checkout=untouched) if isinstance(each, str) else each for each in case
    ]
    monkeypatch.setenv("HOME", given)
    lab = load_lab(untouched)
    java = lab.Java("java", "17.0.1", "/jdk", javas)

    assert lab.home() == expected
    assert lab.own_home(java) == (["-Duser.home=" + expected] if told else [])
    repository = "-Dmaven.repo.local=" + os.path.join(expected, ".m2", "repository")
    assert (repository in lab.maven(java, "package")) == told
    assert lab.environment(java)["HOME"] == expected
    assert os.path.isdir(expected)


def kernel_in(folder, monkeypatch, **env):
    """A kernelspec as lab writes it, in a folder of any name, with this checkout's jars; its name for Jupyter."""
    lab = load_lab()
    if not any(lab.CLASSPATH.glob("*.jar")):
        pytest.fail("the library is not built: run ./lab setup first")
    jars = folder / "jars"
    folder.mkdir(parents=True)
    jars.symlink_to(lab.CLASSPATH, target_is_directory=True)
    java = lab.find_java()
    stock = next(lab.VENV.glob("share/jupyter/kernels/java/jjava.jar"), None)
    stock = stock or Path(sys.prefix) / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"
    (folder / "share/jupyter/kernels/java").mkdir(parents=True)
    shutil.copy(str(stock), str(folder / "share/jupyter/kernels/java"))
    monkeypatch.setattr(lab, "CLASSPATH", jars)
    lab.write_kernel(java, folder)
    monkeypatch.setenv("JUPYTER_PATH", str(folder / "share" / "jupyter"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    return folder / "share/jupyter/kernels" / lab.KERNEL / "kernel.json"


@pytest.mark.skipif(WINDOWS, reason="Windows has no LC_ALL")
@pytest.mark.parametrize("letters", ["C", "xx_YY.UTF-8"])
def test_a_kernel_starts_in_a_folder_with_an_umlaut_whatever_the_locale(tmp_path, monkeypatch, letters):
    kernel_in(tmp_path / "Z\u00fcrich \u2615", monkeypatch)

    with kernels.Kernel(LC_ALL=letters, LANG=letters, JUPYTER_PREFER_ENV_PATH="0", folder=str(tmp_path)) as kernel:
        cell = kernel.run(
            'new java.io.File("\u00f6l").createNewFile(); Law.uniform(4).size() + " \u00f6 " + String.format("%.1f", 0.5)'
        )

    assert (cell.error, cell.text()) == (None, "4 \u00f6 0.5")
    assert (tmp_path / "\u00f6l").exists()


@pytest.mark.parametrize(
    "broken, said",
    [
        (["-Xmx1x"], "Invalid maximum heap size: -Xmx1x"),
        (["-XX:+NoSuchOption"], "Unrecognized VM option 'NoSuchOption'"),
    ],
)
def test_a_kernel_that_cannot_start_is_one_line_with_what_java_said(tmp_path, monkeypatch, capsys, broken, said):
    spec = kernel_in(tmp_path / "kernel", monkeypatch)
    tree = json.loads(spec.read_text())
    tree["argv"][1:1] = broken
    spec.write_text(json.dumps(tree))
    lab = load_lab()
    path = tmp_path / "00.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), str(path))
    monkeypatch.setattr(lab, "ROOT", tmp_path)

    with pytest.raises(lab.Problem) as problem:
        lab.execute_notebook(path)

    assert str(problem.value) == "00.ipynb: the kernel did not start: %s. Set it up again with ./lab setup" % said
    assert capsys.readouterr().err == ""


# ---- the real thing, in a path with spaces, from another folder


def cell(source):
    return nbformat.v4.new_code_cell(source)


def write(folder, name, *sources):
    path = folder / "notebooks" / name
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell(source) for source in sources]), str(path))
    return path


def test_an_interrupted_set_up_is_repaired_and_then_works_offline(repaired):
    path = write(repaired, "90-sum.ipynb", "1 + 1", "org.meanfield4j.core.law.Law.uniform(4).size()")

    code, out, error = run_lab(repaired, "run", "90", env=clean_environment(**OFFLINE), cwd=str(repaired.parent.parent))

    assert code == 0, error
    values = [each.outputs[0]["data"]["text/plain"] for each in nbformat.read(str(path), as_version=4).cells]
    assert values == ["2", "4"]
    assert "90-sum" in out and "2/2" in out


def test_running_again_leaves_no_difference(repaired):
    path = write(repaired, "91-again.ipynb", "1 + 1")
    run_lab(repaired, "run", "91-again.ipynb")
    first = path.read_bytes()

    code, _, error = run_lab(repaired, "run", "91-again")

    assert code == 0, error
    assert path.read_bytes() == first


def test_the_slimmed_jars_lack_no_class_that_another_jar_names(repaired):
    lab = load_lab(repaired)
    jars = repaired / "target" / "notebook-classpath"
    jdeps = os.path.join(lab.find_java().home, "bin", "jdeps")
    users = [str(jar) for jar in jars.glob("*.jar") if jar.name.startswith(("tablesaw", "fastutil", "icu4j", "Roaring"))]
    command = [jdeps, "--multi-release", "base", "--missing-deps", "-cp", str(jars / "*")] + users

    shown = subprocess.run(command, capture_output=True, text=True)

    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "it.unimi" not in shown.stdout and "com.ibm.icu" not in shown.stdout, shown.stdout
    assert sum(jar.stat().st_size for jar in jars.glob("*.jar")) < 150e6


TABLES = """
import tech.tablesaw.api.*;
import static tech.tablesaw.aggregate.AggregateFunctions.*;
var file = java.nio.file.Files.createTempFile("städte", ".csv");
java.nio.file.Files.writeString(file, "city,year,value\\nKöln,1,2.5\\nKöln,2,3.5\\nBrühl,1,9\\n");
var table = Table.read().csv(file.toFile());
var means = table.summarize("value", mean).by("city").sortOn("city");
var joined = table.joinOn("city").inner(means);
means.get(1, 0) + " " + means.get(1, 1) + " " + joined.rowCount() + " " + table.xTabCounts("city", "year").rowCount()
"""


def test_tables_are_read_joined_and_summarised_with_the_slimmed_jars(repaired):
    path = write(repaired, "94-tables.ipynb", TABLES)

    code, _, error = run_lab(repaired, "run", "94")

    assert code == 0, error
    value = nbformat.read(str(path), as_version=4).cells[0].outputs[0]["data"]["text/plain"]
    assert value == "Köln 3.0 3 3"


def test_a_failing_cell_is_named_and_the_notebook_left_as_it_was(repaired):
    path = write(repaired, "92-bad.ipynb", "int k = 3;", "int[] one = new int[1];\none[k] = 0;")
    before = path.read_bytes()

    line = the_line(run_lab(repaired, "run", "92"))

    assert "92-bad.ipynb, cell 2" in line and "int[] one = new int[1];" in line
    assert "Index 3 out of bounds for length 1" in line
    assert path.read_bytes() == before


def test_a_changed_source_is_built_again(repaired):
    source = repaired / "src" / "main" / "java" / "org" / "meanfield4j" / "core" / "StopReason.java"
    source.write_text(source.read_text(encoding="utf-8") + "// changed\n", encoding="utf-8")

    _, first, _ = run_lab(repaired, "setup")
    _, second, _ = run_lab(repaired, "setup")

    assert "Library: building: done" in first
    assert "Library is built" in second


def test_two_set_ups_at_once_do_not_delete_each_others_jars(repaired):
    (repaired / "target" / "notebook-classpath" / "lab-stamp").unlink()

    both = [start_lab(repaired, "setup") for _ in range(2)]
    said = [process.communicate(timeout=600) for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("Library: building: done" in out for out, _ in said) == [False, True]
    assert sorted("Waiting for another ./lab" in out for out, _ in said) == [False, True]


@pytest.mark.skipif(WINDOWS, reason="Windows has no SIGINT for a process that is not in the console's group")
@pytest.mark.parametrize("after", ["the kernel started", "a cell began"])
def test_ctrl_c_ends_the_kernel_and_leaves_the_notebook(repaired, after):
    path = write(repaired, "95-long.ipynb", 'Files.createFile(Path.of("begun"));\nThread.sleep(60_000);')
    begun = path.with_name("begun")
    begun.unlink(missing_ok=True)
    before = path.read_bytes()
    process = start_lab(repaired, "run", "95", start_new_session=True, preexec_fn=listen_to_ctrl_c)
    kernels = []
    while process.poll() is None and not kernels:
        time.sleep(0.05)
        kernels = [each for each in children(process) if "jjava.jar" in " ".join(command_of(each))]
    while process.poll() is None and after == "a cell began" and not begun.exists():
        time.sleep(0.05)

    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=30)

    assert process.returncode == 130
    assert error.splitlines() == ["lab: interrupted; the notebook is as it was"]
    assert not psutil.wait_procs(kernels, timeout=10)[1]
    assert path.read_bytes() == before


def listen_to_ctrl_c():
    """A shell that runs the tests in the background ignores Ctrl-C, and its children inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def children(process):
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def command_of(process):
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []


def test_the_start_of_a_name_means_no_companion_whose_name_goes_on(monkeypatch, tmp_path):
    lab = load_lab()
    monkeypatch.setattr(lab, "NOTEBOOKS", tmp_path)
    for name in ("01-game", "01-game-experiments", "02-left", "02-right"):
        (tmp_path / (name + ".ipynb")).touch()

    def found(*names):
        return [path.stem for path in lab.find_notebooks(names)]

    assert found("01") == found("01-game") == ["01-game"]
    assert found("01-game-e", "notebooks/02-left.ipynb") == ["01-game-experiments", "02-left"]
    assert len(found()) == 4
    with pytest.raises(lab.Problem, match="more than one notebook named 02"):
        found("02")


def test_an_unknown_notebook_lists_what_there_is(repaired):
    write(repaired, "93-here.ipynb", "1")

    line = the_line(run_lab(repaired, "run", "no-such"))

    assert "no notebook named no-such" in line and "93-here" in line


def test_the_second_start_serves_without_network(repaired):
    port = free_port()
    # A file, not a pipe: nobody reads while the server runs.
    with open(repaired / "server.log", "w") as log:
        command = [sys.executable, str(repaired / "lab"), "--no-browser", "--port", str(port)]
        process = psutil.Popen(command, env=clean_environment(**OFFLINE), stdout=log, stderr=log)
    try:
        assert serves(port, process), (repaired / "server.log").read_text()
    finally:
        end(process)


@pytest.mark.skipif(WINDOWS, reason="Windows has no SIGINT for a process that is not in the console's group")
def test_ctrl_c_is_one_line(untouched, tmp_path):
    process = start_lab(untouched, "setup", preexec_fn=listen_to_ctrl_c)
    while not (untouched / ".venv" / "pyvenv.cfg").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    shutil.rmtree(untouched / ".venv")

    assert process.returncode == 130
    assert error.splitlines() == ["lab: interrupted; the next start takes up what is unfinished"]


def test_help_names_every_command():
    _, out, _ = run_lab(ROOT, "--help")

    assert all(command in out for command in ("setup", "run", "test", "bench", "reproduce", "--no-browser", "--port"))
