package org.meanfield4j.notebook;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.experiment.Experiment;

/** Behind {@code ./lab reproduce NAME}: runs recorded experiments by name. */
public final class Reproduce {

    private Reproduce() {}

    /**
     * Runs the named experiments one after another; without names, or with an unknown one, lists them.
     *
     * @param arguments the folder of results, then names; the exit status is 0, 1 when the disk fails, 2 for an unknown
     *     name
     */
    public static void main(String[] arguments) {
        List<Experiment> all = ServiceLoader.load(Experiment.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Experiment::name))
                .toList();
        int status = run(all, Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length), System.out);
        System.exit(status);
    }

    static int run(List<Experiment> all, Path folder, List<String> names, PrintStream out) {
        for (String name : names) {
            if (all.stream().noneMatch(experiment -> experiment.name().equals(name))) {
                out.println("There is no experiment named " + name + ".");
                list(all, out);
                return 2;
            }
        }
        if (names.isEmpty()) {
            list(all, out);
        }
        for (Experiment experiment : all) {
            if (names.contains(experiment.name())) {
                out.println(experiment.name() + ": " + experiment.describe());
                try {
                    experiment.run(folder, new Lines(out));
                } catch (IOException e) {
                    out.println(experiment.name() + " could not be written: " + e.getMessage());
                    return 1;
                }
            }
        }
        return 0;
    }

    private static void list(List<Experiment> all, PrintStream out) {
        out.println(all.isEmpty() ? "There are no experiments." : "Experiments:");
        for (Experiment experiment : all) {
            out.printf(Locale.ROOT, "  %-28s %s%n", experiment.name(), experiment.describe());
        }
    }

    /** One line at the start and the end of a solver, and at most one every ten seconds between. */
    private static final class Lines implements Monitor {
        private static final long PAUSE = 10_000_000_000L;

        private final PrintStream out;
        private String solver = "";
        private long planned;
        private long began;
        private long shown;

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void begin(Plan plan) {
            solver = plan.solver();
            planned = plan.iterations();
            began = System.nanoTime();
            shown = began;
        }

        @Override
        public void iterated(long iteration) {
            long now = System.nanoTime();
            if (now - shown > PAUSE) {
                shown = now;
                out.printf(
                        Locale.ROOT,
                        "  %s: %d%s, %.0f s%n",
                        solver,
                        iteration,
                        planned > 0 ? " of " + planned : "",
                        (now - began) * 1e-9);
            }
        }

        @Override
        public boolean cancelled() {
            return Thread.currentThread().isInterrupted();
        }

        @Override
        public void end(StopReason reason) {
            String outcome = reason.words();
            out.printf(Locale.ROOT, "  %s: %s after %.1f s%n", solver, outcome, (System.nanoTime() - began) * 1e-9);
        }
    }
}
