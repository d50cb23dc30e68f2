"""The kernel as a user meets it: start, completion, errors, the stop button, noise, memory."""

import re
import time

import kernels
import pytest
from checkout import ROOT


def test_starts_with_everything_loaded(fresh_kernel):
    cell = fresh_kernel.run("Law.uniform(4).size()")
    assert (cell.text(), cell.error) == ("4", None)


def test_imports_make_the_library_and_functional_java_known(kernel):
    cell = kernel.run("Function<Integer, Double> f = Law.uniform(4)::get; IntStream.range(0, 4).boxed().map(f).toList()")
    assert cell.error is None
    assert cell.text() == "[0.25, 0.25, 0.25, 0.25]"


def test_an_array_shows_its_shape_and_values_not_its_address(kernel):
    assert kernel.run("new double[] {1, 2, 3}").text() == "double[3] [1, 2, 3]"
    kernel.run("record Pair(String name, double[] values, int[][] counts) {}")
    pair = kernel.run('new Pair("a", new double[] {0.5, 1}, new int[][] {{1, 2}, {3, 4}})')
    assert pair.text() == "Pair[name=a, values=double[2] [0.5, 1], counts=int[2][2] [[1, 2], [3, 4]]]"


def test_completion_shows_classes_and_methods_of_the_library(kernel):
    assert any(match.startswith("History") for match in kernel.completions("new Histo"))
    assert any(match.startswith("convergence") for match in kernel.completions("Plots.conv"))
    assert any(match.startswith("checkClose") for match in kernel.completions("checkC"))
    kernel.run("var quarter = Law.uniform(4);")
    assert any(match.startswith("size") for match in kernel.completions("quarter.si"))


def test_help_and_shift_tab_show_the_documentation_of_the_library(kernel):
    (shown,) = kernel.run('help("withKernelSteps");').shown()
    assert set(shown["data"]) == {"text/plain"}
    assert "M, at least 1\n    default 5" in shown["data"]["text/plain"]
    assert "trust-region policy optimisation" in kernel.inspected("ExactMfTrpo")
    assert "how many points, at least 1" in kernel.inspected("Law.uniform(")


def test_a_compile_error_is_one_readable_message(kernel):
    cell = kernel.run("Law.unifrom(4);")
    assert "cannot find symbol" in cell.error
    assert "unifrom" in cell.error
    assert len(cell.error.splitlines()) <= 6
    assert cell.outputs == []


def test_a_wrong_argument_is_one_readable_message(kernel):
    cell = kernel.run("Law.uniform(0);")
    first = cell.error.splitlines()[0]
    assert re.fullmatch(r"java\.lang\.IllegalArgumentException: \S+ = 0 must .+", first), first
    assert "dflib" not in cell.error
    assert cell.outputs == []


def test_a_failing_check_is_one_readable_message(kernel):
    cell = kernel.run('checkClose("the mass is one", 0.9, 1.0, 0.01);')
    first = cell.error.splitlines()[0]
    assert first.endswith("CheckFailedError: ✗ the mass is one: 0.900000, expected 1.00000 ± 0.010")
    assert len(cell.error.splitlines()) <= 4
    assert cell.outputs == []


def test_what_a_solver_refuses_shows_the_line_of_the_cell_and_not_the_machinery(kernel):
    kernel.run("var s = ExactMfTrpo.defaults().withOuterSteps(1); var g = CrowdGrid.corner(3); var r = s.solve(g);")
    cell = kernel.run("int before = 1;\ns.withTemperature(0.3).continuing(r).solve(g);")
    assert "temperature = 0.3, the run that is continued had 0.05; " in cell.error.splitlines()[0]
    assert "org.meanfield4j" not in cell.error
    assert "java.util.concurrent" not in cell.error
    assert len(cell.error.splitlines()) <= 4


def test_a_figure_comes_in_three_types_and_never_as_html(kernel):
    history = 'var h = new History("iteration", "gap"); for (int k = 1; k < 9; k++) h.add(k, 1.0 / k);'
    for show in ('show(Plots.convergence(h, "gap"));', 'Plots.convergence(h, "gap")'):
        (output,) = kernel.run(history + show).outputs
        assert set(output["data"]) == {"application/vnd.plotly.v1+json", "image/png", "text/plain"}


@pytest.mark.parametrize("millis, least", [(1, 100), (10_000, 1)], ids=["short iterations", "iterations of ten seconds"])
def test_stop_frees_the_cell_at_once_and_the_next_cell_has_the_partial_run(kernel, solver, millis, least):
    kernel.run(solver)
    cell = kernel.run('var run = count(1_000_000, %d, progress("Count"));' % millis, stop_after=2.5)
    assert "Evaluation interrupted" in cell.error
    # Long before the iteration ends, which is still being computed; `lab bench Kernel` has the milliseconds.
    assert cell.idle_after_stop < 4
    after = kernel.run('check("stopped", run.cancelled()); run.iterations()')
    assert after.error is None
    assert int(after.text()) >= least


def test_a_solver_that_swallows_the_interrupt_stops_too(kernel, solver):
    kernel.run(solver.replace("history.add(", "Thread.interrupted(); history.add("))
    kernel.run('var run = count(1_000_000, 50, progress("Count"));', stop_after=1.5)
    assert kernel.run("run.cancelled()").text() == "true"


def test_the_stopped_solver_does_not_keep_a_core_busy(kernel, solver):
    kernel.run(solver)
    kernel.run('var run = count(1_000_000, 10, progress("Count"));', stop_after=1)
    kernel.run("run")
    # The compiler may still be at work; a solver that goes on keeps a core busy in every one of these seconds.
    seconds = []
    while len(seconds) < 10 and min(seconds, default=1) >= 0.5:
        before = kernel.process.cpu_times()
        kernel.run("Thread.sleep(1000);")
        after = kernel.process.cpu_times()
        seconds.append(after.user + after.system - before.user - before.system)
    assert min(seconds) < 0.5


def test_the_last_live_figure_of_a_stopped_run_keeps_its_iteration(kernel, solver):
    kernel.run(solver)
    draw = 'progress("Count", h -> Plots.convergence(h, "exploitability"))'
    cell = kernel.run("var run = count(1_000_000, 10, %s);" % draw, stop_after=4)
    last = cell.shown()[-1]["data"]
    assert {"image/png", "text/plain"} <= set(last)  # and the interactive one, if the end of the run reached the screen
    assert re.search(r"Count, iteration \d+ of 1000000", last["text/plain"])


def test_a_hot_loop_does_not_hold_up_the_other_threads(kernel):
    kernel.run(
        """
        double hot() {
            double x = 1;
            for (int i = 0; i < 200_000_000; i++) x = Math.sqrt(x + i);
            return x;
        }
        long[] took = new long[2];
        """
    )
    cell = kernel.run(
        """
        var loop = new Thread(() -> { long t = System.nanoTime(); hot(); took[0] = System.nanoTime() - t; });
        loop.start();
        while (loop.isAlive()) {
            loop.join(100);
            long began = System.nanoTime();
            System.gc();
            took[1] = Math.max(took[1], System.nanoTime() - began);
        }
        (double) took[1] / took[0]
        """
    )
    # The collector needs all others to pause; it waited for the end of the loop.
    assert float(cell.text()) < 0.4


def test_a_variable_declared_anew_is_no_later_cell_that_tells_of_a_stopped_one(kernel, solver):
    kernel.run(solver)
    kernel.run("var run = 1;")
    wait = "long end = System.nanoTime() + 1_000_000_000L; while (System.nanoTime() < end) Thread.onSpinWait();"
    draw = 'h -> { %s return Plots.convergence(h, "exploitability"); }' % wait
    cell = kernel.run('var run = count(1_000_000, 10, progress("Count", %s));' % draw, stop_after=3)
    assert "Evaluation interrupted" in cell.error
    assert [output["data"]["text/plain"] for output in cell.shown() if "image/png" not in output["data"]] == []


def test_a_solver_that_does_not_stop_is_told_in_the_next_cell(fresh_kernel):
    fresh_kernel.run(
        """
        int stubborn(Monitor monitor) {
            monitor.begin(Monitor.Plan.of("Stubborn"));
            long end = System.nanoTime() + 25_000_000_000L;
            while (System.nanoTime() < end) Thread.onSpinWait();
            monitor.end(StopReason.INTERRUPTED);
            return 1;
        }
        """
    )
    fresh_kernel.run('int answer = stubborn(progress("Stubborn"));', stop_after=3)
    told = fresh_kernel.run("Thread.sleep(200); answer")
    assert "Stubborn was stopped but is still busy" in told.shown()[0]["data"]["text/plain"]


def test_a_loop_that_takes_no_notice_of_stop_is_told_in_the_next_cell_and_only_once(fresh_kernel):
    fresh_kernel.run("int warm = 1;")
    # A stop that comes before the compiler is done with the cell is lost.
    fresh_kernel.run("while (true) {}", stop_after=4)
    time.sleep(0.2)
    told, again = fresh_kernel.run("1 + 1"), fresh_kernel.run("2 + 2")
    (notice,) = told.shown()
    assert "still runs" in notice["data"]["text/plain"] and "restart the kernel" in notice["data"]["text/plain"]
    assert (told.text(), again.text(), again.shown()) == ("2", "4", [])


def test_a_cell_that_was_stopped_in_time_is_told_nothing(fresh_kernel):
    fresh_kernel.run("int warm = 1;")
    fresh_kernel.run("Thread.sleep(20_000);", stop_after=4)
    assert fresh_kernel.run("1 + 1").shown() == []


# What a heap full of small objects does to the thread that listens; filling it takes minutes of collecting garbage.
OUT_OF_MEMORY = """
for (Thread thread : Thread.getAllStackTraces().keySet())
    if (thread instanceof org.dflib.jjava.jupyter.channels.Loop loop && loop.getName().startsWith("Shell"))
        loop.doNext(() -> { throw new OutOfMemoryError("Java heap space"); });
"""


@pytest.mark.parametrize("cause, said", [("a wrong signature", "died of"), ("no memory", "ran out of memory")])
def test_a_kernel_that_can_answer_nothing_more_ends_and_says_so(kernel_is_installed, tmp_path, cause, said):
    with open(tmp_path / "kernel.log", "wb") as log, kernels.Kernel(stderr=log) as deaf:
        if cause == "a wrong signature":
            deaf.client.session.key = b"a wrong key"
        deaf.client.execute(OUT_OF_MEMORY)
        deaf.process.wait(timeout=30)
    lines = (tmp_path / "kernel.log").read_text(encoding="utf-8").splitlines()
    ours = [line for line in lines if line.startswith("MeanField4J: ")]
    assert len(ours) == 1 and said in ours[0] and "started again" in ours[0], lines


@pytest.mark.parametrize("restart", [False, True])
def test_a_kernel_that_is_asked_to_end_ends_though_a_cell_runs(kernel_is_installed, restart):
    with kernels.Kernel() as ending:
        ending.run("1 + 1")
        ending.client.execute("while (true) Thread.onSpinWait();")
        ending.manager.request_shutdown(restart)
        assert ending.process.wait(timeout=30) == 0  # without its thread pool ending it would be a minute


def test_one_array_beyond_the_heap_is_survived(kernel):
    assert "OutOfMemoryError" in kernel.run("new double[Integer.MAX_VALUE - 8]").error
    assert kernel.run("1 + 1").text() == "2"


def test_progress_moves_at_most_four_times_a_second_and_ends_as_one_line(kernel, solver):
    kernel.run(solver)
    cell = kernel.run('count(300, 10, progress("Count"));')
    first, *updates = [output["data"]["text/plain"] for output in cell.shown()]
    assert re.match(r"Count  █+░+  iteration \d+ of 300  \d+/s  \d+ s left  exploitability", first)
    assert 4 <= len(updates) <= 4 * cell.seconds + 1
    assert updates[-1] == "Count  converged after iteration 300 of 300  exploitability 0.00333"


def test_nothing_reaches_the_error_stream_when_nd4j_loads(fresh_kernel):
    cell = fresh_kernel.run("NdArrays.of(Law.uniform(3)).mmul(NdArrays.of(Law.uniform(3)).reshape(3, 1)).getDouble(0)")
    assert cell.error is None
    assert abs(float(cell.text()) - 1 / 3) < 1e-12
    assert cell.stream("stderr") == ""
    assert cell.stream("stdout") == ""


def test_the_stock_java_kernel_works_after_one_line(solver):
    line = re.search(r"^%classpath .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE).group()
    with kernels.Kernel("java", folder=str(ROOT / "notebooks")) as stock:
        cell = stock.run(line)
        assert cell.error is None
        cell = stock.run('check("it works", Law.uniform(2).get(0) == 0.5);')
        assert (cell.error, cell.stream("stdout"), cell.stream("stderr")) == (None, "✓ it works\n", "")
        stock.run(solver)
        stock.run('var run = count(1_000_000, 1000, progress("Count"));', stop_after=1.5)
        assert stock.run("run.cancelled()").text() == "true"


def test_kernel_and_lab_stay_under_a_gigabyte_and_a_half_with_nd4j(fresh_kernel, lab):
    product = """
        var a = org.nd4j.linalg.factory.Nd4j.rand(org.nd4j.linalg.api.buffer.DataType.DOUBLE, 1000, 1000);
        for (int i = 0; i < 60; i++) a.mmul(a);
        """
    peak = 0
    for _ in range(4):
        assert fresh_kernel.run(product).error is None
        peak = max(peak, fresh_kernel.memory() + lab.memory())
    assert peak < 1.5e9, "%.2f GB" % (peak / 1e9)
