package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.experiment.Experiment;

class ReproduceTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void runsTheNamedExperimentOnly() {
        int status = reproduce("first");

        assertEquals(0, status);
        assertTrue(Files.exists(folder.resolve("first.csv")));
        assertFalse(Files.exists(folder.resolve("second.csv")));
        assertTrue(text().contains("converged"), text());
    }

    @Test
    void anUnknownNameListsWhatThereIsAndRunsNothing() {
        int status = reproduce("first", "third");

        assertEquals(2, status);
        assertTrue(text().contains("no experiment named third"), text());
        assertTrue(text().contains("first") && text().contains("about second"), text());
        assertFalse(Files.exists(folder.resolve("first.csv")));
    }

    @Test
    void withoutNamesItLists() {
        assertEquals(0, reproduce());
        assertTrue(text().contains("about first"), text());
    }

    @Test
    void aFullDiskIsOneLineAndAnExitStatus() {
        assertEquals(1, reproduce("broken"));
        assertTrue(text().contains("broken could not be written: No space left"), text());
    }

    @Test
    void everyRegisteredExperimentHasAnOwnName() {
        List<Experiment> all = ServiceLoader.load(Experiment.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();

        assertFalse(all.isEmpty());
        assertEquals(all.size(), all.stream().map(Experiment::name).distinct().count());
        all.forEach(experiment -> assertTrue(experiment.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), experiment.name()));
    }

    private int reproduce(String... names) {
        List<Experiment> all = List.of(new Writes("first"), new Writes("second"), new Writes("broken"));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Reproduce.run(all, folder, List.of(names), out);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private record Writes(String name) implements Experiment {
        @Override
        public String describe() {
            return "about " + name;
        }

        @Override
        public void run(Path resultsFolder, Monitor monitor) throws IOException {
            monitor.begin(Monitor.Plan.of("Solver", 1, new History("k")));
            if (name.equals("broken")) {
                throw new IOException("No space left on device");
            }
            Files.writeString(resultsFolder.resolve(name + ".csv"), "k\n1\n");
            monitor.iterated(1);
            monitor.end(StopReason.CONVERGED);
        }
    }
}
