package org.meanfield4j.core.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.History;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RecordedResultTest {

    @TempDir
    private Path folder;

    @Test
    void readsBackTheSameBits() throws IOException {
        History table = new History("iteration", "gap");
        table.add(1, 0.1 + 0.2);
        table.add(2, Double.NaN);
        table.add(3, Double.MIN_VALUE);
        table.add(4, Double.NEGATIVE_INFINITY);
        RecordedResult written = RecordedResult.of("Solver[a=1, b=2]", 7, Duration.ofMillis(1500), table);
        Path file = folder.resolve("results").resolve("x.csv");

        written.save(file);
        RecordedResult read = RecordedResult.load(file);

        assertEquals(written.origin(), read.origin());
        assertEquals(
                List.copyOf(written.origin().keySet()),
                List.copyOf(read.origin().keySet()),
                "order of the file");
        assertEquals(table.columns(), read.table().columns());
        assertArrayEquals(table.toArray(), read.table().toArray(), "exact: the decimal form of a double is unique");
    }

    @Test
    void headerNamesSolverSeedCommitMachineAndTime() throws IOException {
        Path file = folder.resolve("x.csv");

        RecordedResult.of("Solver[a=1]", 7, Duration.ofMillis(1500), new History("k"))
                .save(file);

        List<String> lines = Files.readAllLines(file);
        assertEquals("# solver: Solver[a=1]", lines.get(0));
        assertEquals("# seed: 7", lines.get(1));
        assertTrue(lines.get(2).startsWith("# commit: "), lines.get(2));
        assertTrue(lines.get(3).startsWith("# machine: "), lines.get(3));
        assertEquals("# wall time: 1.5 s", lines.get(4));
        assertEquals("k", lines.get(5));
    }

    @Test
    void aBrokenRowIsNamed() throws IOException {
        Path file = folder.resolve("x.csv");

        Files.writeString(file, "# seed: 1\na,b\n1,2\n3\n");
        String tooShort =
                assertThrows(IOException.class, () -> RecordedResult.load(file)).getMessage();
        Files.writeString(file, "a,b\n1,two\n");
        String noNumber =
                assertThrows(IOException.class, () -> RecordedResult.load(file)).getMessage();
        Files.writeString(file, "# seed: 1\n");
        String empty =
                assertThrows(IOException.class, () -> RecordedResult.load(file)).getMessage();

        assertTrue(tooShort.contains("line 4") && tooShort.contains("2 values"), tooShort);
        assertTrue(noNumber.contains("line 2") && noNumber.contains("1,two"), noNumber);
        assertTrue(empty.contains("no line of column names"), empty);
    }

    @Test
    void originIsOneLineEach() {
        History table = new History("k");

        assertThrows(IllegalArgumentException.class, () -> new RecordedResult(Map.of("solver", "a\nb"), table));
        assertThrows(IllegalArgumentException.class, () -> new RecordedResult(Map.of("a:b", "c"), table));
    }

    @Test
    void aRecordedColumnIsAveragedByAnotherOneUnderTheLabelsOfTheFile() {
        History table =
                History.of(List.of("variant", "eta", "gap"), 0, 0.3, 1, 0, 0.3, 3, 1, 0.3, 5, 0, 0.1, 70, 1, 0.1, 90);
        RecordedResult result =
                new RecordedResult(Map.of("variant 0", "base; Solver[a=1]", "variant 1", "IS; Solver[a=2]"), table);

        RecordedResult.Mean gap = result.mean("gap").by("variant").where("eta", 0.3);

        assertArrayEquals(new String[] {"base", "IS"}, gap.labels());
        assertArrayEquals(new double[] {0, 1}, gap.x());
        assertArrayEquals(new double[] {2, 5}, gap.y());
        assertArrayEquals(new double[] {Math.sqrt(2), 0}, gap.band().std(), 1e-15);
        assertEquals(
                90, result.mean("gap").where("variant", "IS").where("eta", 0.1).value());
        assertArrayEquals(
                new String[] {"0.1", "0.3"}, result.mean("gap").by("eta").labels());
        assertArrayEquals(
                new double[] {5, 2},
                result.mean("gap").where("eta", 0.3).at("variant", "IS", "base").mean());
        assertEquals(List.of("variant", "gap"), result.means("variant", "gap").columnNames());
        History.Slope slope = result.mean("gap").by("eta").slope();
        assertEquals(History.slope(table.column("eta"), table.column("gap")), slope);
        assertThrows(IllegalArgumentException.class, () -> result.mean("gap").slope());
        assertEquals(slope, result.mean("gap").by("eta").slope(0.1));
        assertThrows(
                IllegalArgumentException.class,
                () -> result.mean("gap").by("eta").slope(0.4));
        assertThrows(IllegalArgumentException.class, () -> result.mean("gap").slope(0.1));
        assertEquals("base", result.means("variant", "gap").getString(0, 0));
    }

    @Test
    void columnsOfTextsAreWrittenReadAndAskedByTheirTexts() throws IOException {
        Table table = Table.create(
                StringColumn.create("method", "OMD", "MF-TRPO, exact", "OMD", "MF-TRPO, exact"),
                DoubleColumn.create("eta", 0.1, 0.1, 0.3, 0.3),
                StringColumn.create("game, size", "#1 \"room\"", "#1 \"room\"", " bar", " bar"),
                DoubleColumn.create("gap", 0.1 + 0.2, 2, 3, 5));
        Path file = folder.resolve("x.csv");

        RecordedResult.of("study", 1, Duration.ZERO, table).save(file);
        RecordedResult read = RecordedResult.load(file);

        assertArrayEquals(
                new double[] {2, 5},
                read.mean("gap").by("eta").where("method", "MF-TRPO, exact").y());
        assertArrayEquals(
                new String[] {"OMD", "MF-TRPO, exact"},
                read.mean("gap").by("method").labels());
        assertEquals(
                0.1 + 0.2,
                read.mean("gap")
                        .where("method", "OMD")
                        .where("game, size", "#1 \"room\"")
                        .value());
        assertEquals(List.of("#1 \"room\"", " bar"), read.texts().get("game, size"));
        assertEquals(
                List.of("solver", "seed", "commit", "machine", "wall time"),
                List.copyOf(read.origin().keySet()));
        assertEquals(
                "method,eta,\"game, size\",gap",
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .findFirst()
                        .orElseThrow());
        byte[] once = Files.readAllBytes(file);
        read.save(file);
        assertArrayEquals(once, Files.readAllBytes(file));
    }

    @Test
    void aTextInAColumnOfNumbersIsStillADamagedFile() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.writeString(file, "# text columns: a\na,b\none,1\ntwo,one\n");

        String message =
                assertThrows(IOException.class, () -> RecordedResult.load(file)).getMessage();

        assertTrue(message.contains("line 4") && message.contains("must hold numbers"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> History.of(List.of("a"), 0, 1).csv(file, Map.of("a", List.of("only one"))));
    }

    @Test
    void aLabelThatIsNotThereIsRefusedWithThoseThatAre() {
        RecordedResult result =
                new RecordedResult(Map.of("variant 0", "base; x"), History.of(List.of("variant", "gap"), 0, 1));

        assertEquals(
                "variant = 'IS' has no row; there are [base]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> result.mean("gap").where("variant", "IS"))
                        .getMessage());
        assertEquals(
                "variant = 2.0 has no row; there are [0.0]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> result.mean("gap").where("variant", 2))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> result.mean("gab"));
        assertThrows(IllegalArgumentException.class, () -> result.mean("gap").x());
    }

    @Test
    void theLevelOfABandIsTheMeanOfItsLastPoints() {
        Band band = Band.of(new double[] {1, 2, 3}, new double[][] {{4, 6}, {2}, {1}});

        assertEquals(1.5, band.tailMean(2));
        assertEquals(8 / 3.0, band.tailMean(3), 1e-15);
        assertEquals(
                "n = 4 must lie in 1..3, the points of the band; ask for fewer",
                assertThrows(IllegalArgumentException.class, () -> band.tailMean(4))
                        .getMessage());
    }
}
