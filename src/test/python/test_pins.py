"""The versions named in more than one place are the same ones."""

import os
import re

import pytest
from checkout import ROOT, load_lab


def test_environment_yml_repeats_requirements_txt():
    pinned = {"%s==%s" % pin for pin in load_lab().pins()}
    text = (ROOT / "environment.yml").read_text()
    under_pip = text.split("- pip:", 1)[1]

    assert set(re.findall(r"- (\S+==\S+)", under_pip)) == pinned


def test_every_package_is_pinned_exactly():
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        assert not line or line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.]+", line), line


def test_the_lock_pins_the_whole_tree_with_hashes():
    entries = re.split(r"\n(?=\w)", re.sub(r"#.*\n", "", (ROOT / "requirements.lock").read_text()).strip())
    locked = {entry.split()[0] for entry in entries}

    assert {"%s==%s" % pin for pin in load_lab().pins()} <= locked
    assert len(locked) > 80
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry) and "--hash=sha256:" in entry, entry


@pytest.mark.skipif(os.name == "nt", reason="git on Windows may write the link as a text file")
def test_binder_reads_the_root_file():
    assert (ROOT / "binder" / "environment.yml").read_text() == (ROOT / "environment.yml").read_text()


def test_environment_has_a_java_and_a_python_that_lab_accepts():
    text = (ROOT / "environment.yml").read_text()
    lab = load_lab()

    assert int(re.search(r"openjdk=(\d+)", text).group(1)) >= lab.OLDEST_JAVA
    assert tuple(map(int, re.search(r"python=(\d+)\.(\d+)", text).groups())) >= (3, 10)
