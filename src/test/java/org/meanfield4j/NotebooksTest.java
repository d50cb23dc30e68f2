package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.meanfield4j.notebook.Recording;

/** Every notebook in the quick profile, without Python, if asked for; and that a failing one says where. */
class NotebooksTest {
    private static final Path FIXTURES = Path.of("src", "test", "notebooks");

    /** {@code ./lab test} runs them in the real kernel instead; {@code -Dnotebooks=true} does without Python. */
    @TestFactory
    @EnabledIfSystemProperty(named = "notebooks", matches = "true")
    List<DynamicTest> everyNotebookRuns() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> NotebookRunner.run(file)))
                    .toList();
        }
    }

    @Test
    void aGoodNotebookPassesAndItsOutputsAreCollected() throws IOException {
        Recording recording = NotebookRunner.run(FIXTURES.resolve("good.ipynb"));
        assertEquals(
                List.of("✓ the mass is one", "✓ all iterations were done: 300.000, expected 300.000 ± 0.0"),
                recording.lines());
        assertEquals(2, recording.outputs().size());
    }

    @Test
    void aFailingCheckNamesNotebookCellAndLine() {
        assertEquals(
                "failing-check.ipynb, cell 3, line 3: org.meanfield4j.notebook.CheckFailedError: ✗ two is three: does not hold",
                failure("failing-check.ipynb"));
    }

    @Test
    void aCompileErrorNamesNotebookCellAndLine() {
        String message = failure("compile-error.ipynb");
        assertEquals(
                "compile-error.ipynb, cell 2, line 4: cannot find symbol",
                message.lines().findFirst().orElseThrow());
    }

    private static String failure(String fixture) {
        return assertThrows(AssertionError.class, () -> NotebookRunner.run(FIXTURES.resolve(fixture)))
                .getMessage();
    }
}
