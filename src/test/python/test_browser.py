"""JupyterLab in a real browser: what a reader sees and does. Screenshots go to target/screenshots."""

import contextlib
import http.server
import os
import pathlib
import re
import shutil
import threading
import time

import nbconvert
import nbformat
import pytest
from labserver import execute
from playwright.sync_api import expect, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[3]
SHOTS = ROOT / "target" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
REQUIRED = os.environ.get("MEANFIELD_REQUIRE_BROWSER") == "1"

pytestmark = pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="no Chromium on the PATH")

IMAGE = ".jp-Notebook .jp-OutputArea img"


@pytest.fixture(scope="module")
def browser():
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_notebook(browser, lab):
    """Opens a notebook in a fresh page; afterwards no error may have happened, no request left the machine."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    problems = []
    page.on("pageerror", lambda error: problems.append("error: %s" % error))
    page.on("console", lambda message: message.type == "error" and problems.append("console: %s" % message.text))
    page.on("request", lambda request: away(request.url) and problems.append("request: %s" % request.url))

    def open_it(name):
        page.goto(lab.address(name))
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === 'connected'",
            timeout=60_000,
        )
        return page

    yield open_it
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    page.close()
    assert problems == []


def away(url):
    return not re.match(r"(http|ws)://127\.0\.0\.1:|data:|blob:", url)


def run_all(page):
    execute(page, "notebook:run-all-cells")


def wait_until_done(page, seconds=60):
    """Every code cell has its number."""
    page.wait_for_function(
        """() => {
            const cells = [...window.jupyterapp.shell.currentWidget.content.widgets];
            return cells.filter(c => c.model.type === 'code').every(c => c.model.executionCount > 0)
        }""",
        timeout=1000 * seconds,
    )


def shot(page, name):
    page.screenshot(path=SHOTS / (name + ".png"))


def point_at(page, locator, x=0.5, y=0.5):
    """Moves the pointer there; unlike a hover it does not mind that the picture gives way to the chart."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=3)
    return box


def different_pictures(page, selector, wanted, seconds=15):
    """How many different pictures an output shows, until there are enough or the time is over."""
    seen, end = set(), time.monotonic() + seconds
    while len(seen) < wanted and time.monotonic() < end:
        image = page.locator(selector).last
        if image.count():
            seen.add(image.get_attribute("src"))
        page.wait_for_timeout(100)
    return len(seen)


def test_a_figure_is_a_picture_first_and_becomes_interactive_in_place_under_the_pointer(open_notebook):
    page = open_notebook("good.ipynb")
    run_all(page)
    wait_until_done(page)
    picture = page.locator(IMAGE).first
    picture.scroll_into_view_if_needed()
    shot(page, "figure-picture")
    before = point_at(page, picture)
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible(timeout=20_000)
    expect(chart.locator(".modebar")).to_be_attached()
    after = chart.locator(".main-svg").first.bounding_box()
    for side in ("x", "y", "width", "height"):
        assert abs(before[side] - after[side]) <= 2, (before, after)
    # Along a diagonal the pointer crosses the curve somewhere.
    labels = chart.locator(".hoverlayer .hovertext")
    for step in range(40):
        page.mouse.move(after["x"] + 80 + 12 * step, after["y"] + after["height"] - 70 - 6 * step)
        page.wait_for_timeout(60)
        if labels.count():
            break
    assert labels.count()
    shot(page, "figure-interactive")
    assert "✓ the mass is one" in page.locator(".jp-Notebook").inner_text()


def test_progress_moves_and_the_stop_button_keeps_the_last_figure_and_the_run(open_notebook):
    page = open_notebook("slow.ipynb")
    run_all(page)
    bar = page.locator(".jp-OutputArea-output", has_text="Warm-up").first
    expect(bar).to_contain_text("█", timeout=30_000)
    first = bar.inner_text()
    shot(page, "progress-line")
    page.wait_for_timeout(800)
    assert bar.inner_text() != first
    expect(bar).to_contain_text("Warm-up  converged after iteration 300 of 300", timeout=10_000)
    page.wait_for_selector(IMAGE, timeout=20_000)
    assert different_pictures(page, IMAGE, 4) == 4
    shot(page, "progress-figure")
    last = page.locator(IMAGE).last
    page.click('[data-jp-item-name="interrupt"]')
    expect(page.locator(".jp-Notebook")).to_contain_text("Evaluation interrupted", timeout=5_000)
    kept = last.get_attribute("src")
    page.wait_for_timeout(600)
    assert last.get_attribute("src") == kept
    page.locator(".jp-Notebook").click()
    page.evaluate(
        "() => { const n = window.jupyterapp.shell.currentWidget.content; n.activeCellIndex = n.widgets.length - 1; }"
    )
    execute(page, "notebook:run-cell")
    expect(page.locator(".jp-Notebook")).to_contain_text("✓ stopped early, nothing lost", timeout=10_000)
    shot(page, "interrupt")


def test_a_pointer_over_a_live_figure_does_not_freeze_it(open_notebook):
    page = open_notebook("good.ipynb")
    run_all(page)
    page.wait_for_function("selector => document.querySelectorAll(selector).length >= 2", arg=IMAGE, timeout=60_000)
    live = page.locator(IMAGE).last
    point_at(page, live)
    assert different_pictures(page, IMAGE, 3, seconds=8) == 3  # the run takes nine
    wait_until_done(page)
    # The pointer rests on the figure: the last state is there, now interactive.
    page.mouse.move(5, 5)
    point_at(page, page.locator(".jp-OutputArea .jp-RenderedPlotly").last)
    chart = page.locator(".js-plotly-plot").last
    expect(chart).to_contain_text("Count, iteration 300 of 300, converged", timeout=20_000)
    shot(page, "live-figure-done")


def test_the_completion_list_opens(open_notebook):
    page = open_notebook("compile-error.ipynb")
    execute(page, "notebook:insert-cell-below")
    page.locator(".jp-Cell.jp-mod-active .cm-content").click()
    page.keyboard.type("Plots.")
    entry = page.locator(".jp-Completer-item", has_text="convergence").first
    # JupyterLab waits a second for an answer; the first one of a kernel on a busy machine takes longer.
    for _ in range(10):
        page.keyboard.press("Tab")
        page.wait_for_timeout(3_000)
        if entry.is_visible():
            break
    expect(entry).to_be_visible()
    shot(page, "completion")
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "notebook, words",
    [("failing-check.ipynb", "✗ two is three: does not hold"), ("compile-error.ipynb", "cannot find symbol")],
)
def test_an_error_is_readable(open_notebook, notebook, words):
    page = open_notebook(notebook)
    run_all(page)
    expect(page.locator(".jp-Notebook")).to_contain_text(words, timeout=30_000)
    shot(page, "error-" + notebook.split(".")[0])


# What a text from data must not become. JupyterLab makes links of the bare addresses in plain text, https, http and
# data alike: they are what they look like, wait for a click, and browsers open no page of a data address.
MARKUP = """() => {
    const bad = [];
    const link = a => a.getAttribute('href') || a.getAttribute('xlink:href');
    const outputs = '.jp-OutputArea-output';
    const tags = 'script, iframe, object, embed, video, style, link, base, meta, form, details, input, math, '
        + 'mjx-container';
    for (const output of document.querySelectorAll(outputs)) {
        const chart = output.querySelector('.main-svg');
        for (const e of output.querySelectorAll('*')) {
            const own = chart && e.closest('defs, .modebar-container');
            if (e.matches(tags) && !own) bad.push(e.outerHTML);
            if (e.matches('img') && !e.src.startsWith('data:image/png')) bad.push(e.outerHTML);
            for (const a of e.attributes) {
                const read = !a.name.startsWith('data-');
                if (/^on/.test(a.name) || (read && /url\\(.?http/.test(a.value))) bad.push(e.outerHTML);
            }
            const typed = !chart && !e.closest('table') && /^(https?|data):/.test(link(e));
            if (e.matches('a') && link(e) && !typed) bad.push(e.outerHTML);
        }
    }
    return bad;
}"""

# The texts of the tables, row by row.
TABLES = """() => [...document.querySelectorAll('.jp-OutputArea-output table')].map(
    table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent.trim())))"""


@contextlib.contextmanager
def remote():
    """A server outside of the notebook: its address, and what was fetched from it."""
    fetched = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            fetched.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield "http://127.0.0.1:%d/fetched" % server.server_port, fetched
    finally:
        server.shutdown()
        server.server_close()


def test_a_text_from_data_stays_a_text_in_every_output(open_notebook, lab, browser):
    with remote() as (address, fetched):
        texts = (ROOT / "src/test/resources/org/meanfield4j/hostile-texts.txt").read_text(encoding="utf-8")
        texts = texts.replace("REMOTE", address)
        (lab.folder / "hostile-texts.txt").write_text(texts, encoding="utf-8")
        page = open_notebook("hostile-texts.ipynb")
        dialogs = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        # Outputs out of sight exist too.
        page.evaluate(
            """() => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.notebookConfig = {...notebook.notebookConfig, windowingMode: 'none'};
            }"""
        )
        run_all(page)
        wait_until_done(page, 120)
        expect(page.locator(".jp-Notebook")).to_contain_text("does not hold", timeout=10_000)
        assert_texts(page, texts.splitlines())
        # Every cell did what it should: the only error is the last check, and every figure that was written is there.
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        outputs = saved_outputs(lab.folder / "hostile-texts.ipynb")
        errors = [output.evalue for output in outputs if output.output_type == "error"]
        assert len(errors) == 1 and errors[0].startswith("org.meanfield4j.notebook.CheckFailedError"), errors
        figures = page.locator(".jp-OutputArea .jp-RenderedPlotly")
        assert figures.count() == sum("application/vnd.plotly.v1+json" in o.get("data", {}) for o in outputs) >= 4
        for figure in figures.all():
            # Charts larger than the window have no middle to point at: the event comes without a pointer.
            figure.locator(".plot-img").dispatch_event("mouseenter")
            expect(figure.locator(".main-svg").first).to_be_attached(timeout=30_000)
            box = point_at(page, figure, 0.3, 0.1)
            for step in range(4):
                page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + (0.2 + 0.2 * step) * box["height"])
        shot(page, "hostile-texts")
        for outputs in page.locator(".jp-CodeCell .jp-OutputArea").all()[1:]:
            assert "onerror=alert(1)>" in outputs.text_content()
        assert page.evaluate(MARKUP) == []

        # The same outputs as an exported page, which nothing cleans.
        saved = nbformat.read(lab.folder / "hostile-texts.ipynb", as_version=4)
        html, _ = nbconvert.HTMLExporter().from_notebook_node(saved)
        exported = browser.new_page()
        exported.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        exported.route(re.compile("^https:"), lambda route: route.abort())
        exported.set_content(html, wait_until="load")
        assert_texts(exported, texts.splitlines())
        assert exported.evaluate(MARKUP) == []
        exported.close()
        assert (dialogs, fetched) == ([], [])


def saved_outputs(path):
    """What a notebook holds once JupyterLab has written it."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        notebook = nbformat.read(path, as_version=4)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        if any(output.output_type == "error" for output in outputs):
            return outputs
        time.sleep(0.2)
    raise AssertionError("%s was not saved" % path.name)


def assert_texts(page, texts):
    """The tables show each text as it is, as the name of a column and as a value."""
    tables = page.evaluate(TABLES)
    assert [row[0] for table in tables if table[0] == ["text"] for row in table[1:]] == texts
    assert [table[0] for table in tables if table[0] != ["text"]] == [texts]
