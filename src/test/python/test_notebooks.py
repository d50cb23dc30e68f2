"""Every notebook in the real kernel, quick profile: no error, no noise, figures that show everywhere."""

import json

import nbformat
import pytest
from checkout import ROOT, load_lab
from preparations import NOTEBOOKS, execute

pytestmark = pytest.mark.usefixtures("kernel_is_installed")
PLOTLY, PNG = "application/vnd.plotly.v1+json", "image/png"


def outputs(notebook):
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            yield number, output


def refuse_what_does_not_show_everywhere(notebook):
    for number, output in outputs(notebook):
        where = "cell %d" % number
        assert output.output_type != "error", where
        assert output.get("name") != "stderr", "%s: %s" % (where, output.get("text"))
        data = output.get("data", {})
        assert "text/html" not in data, where
        assert (PLOTLY in data) == (PNG in data), "%s has %s" % (where, list(data))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_in_the_kernel(path, executed):
    notebook = executed[path]
    assert not isinstance(notebook, str), notebook
    refuse_what_does_not_show_everywhere(notebook)
    assert any(PLOTLY in output.get("data", {}) for _, output in outputs(notebook)), "no figure"
    checks = "".join(output.text for _, output in outputs(notebook) if output.output_type == "stream")
    assert "✓" in checks, "no check"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_committed_with_outputs_that_show_everywhere(path):
    notebook = nbformat.read(path, as_version=4)
    refuse_what_does_not_show_everywhere(notebook)
    run = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in run), "not executed"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_small_enough_to_open_and_to_compare(path):
    assert path.stat().st_size < 1_500_000


def test_numbers_of_figures_stand_on_one_line_and_stay_what_they_are():
    text = nbformat.writes(nbformat.read(NOTEBOOKS[0], as_version=4))
    short = load_lab().numbers_on_one_line(text)
    assert json.loads(short) == json.loads(text)
    assert len(short) < 0.8 * len(text)


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_the_last_state_of_a_live_figure_is_kept():
    notebook = execute(ROOT / "src/test/notebooks/good.ipynb")
    refuse_what_does_not_show_everywhere(notebook)
    figure = notebook.cells[-1].outputs[0]
    assert "Count, iteration 300 of 300, converged" in figure.data["text/plain"]
    assert PLOTLY in figure.data
