package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.random.Streams;
import tech.tablesaw.api.Table;

class HistoryTest {
    @Test
    void columnsComeBackByName() {
        History history = new History("iteration", "gap");
        history.add(1, 0.5);
        history.add(2, 0.25);

        assertEquals(List.of("iteration", "gap"), history.columns());
        assertEquals(2, history.rows());
        assertArrayEquals(new double[] {0.5, 0.25}, history.column("gap"));
        assertEquals(0.5, history.get(0, "gap"));
        assertEquals(0.25, history.last("gap"));
    }

    @Property(tries = 50)
    void growsWithoutLosingRows(@ForAll @IntRange(max = 200) int rows) {
        History history = new History("iteration", "square");
        for (int i = 0; i < rows; i++) {
            history.add(i, (double) i * i);
        }

        assertEquals(rows, history.rows());
        assertArrayEquals(
                IntStream.range(0, rows).mapToDouble(i -> (double) i * i).toArray(), history.column("square"));
    }

    @Test
    void handsOutCopies() {
        History history = new History("iteration");
        history.add(1);
        history.column("iteration")[0] = 9;

        assertEquals(1, history.last("iteration"));
    }

    @Test
    void keepsNaNAndInfinity() {
        History history = new History("iteration", "value");
        history.add(1, Double.NaN);
        history.add(2, Double.NEGATIVE_INFINITY);

        assertArrayEquals(new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, history.column("value"));
    }

    @Test
    void badColumnsAndRowsAreRefused() {
        assertMessage("columns = [] must be distinct, non-blank names of one line, at least one", History::new);
        assertMessage(
                "columns = [a, a] must be distinct, non-blank names of one line, at least one",
                () -> new History("a", "a"));
        assertMessage(
                "columns = [a,  ] must be distinct, non-blank names of one line, at least one",
                () -> new History("a", " "));
        assertThrows(IllegalArgumentException.class, () -> new History("a\nb"));
        History history = new History("iteration", "gap");
        assertMessage(
                "row has 1 values, the history has 2 columns [iteration, gap]; give one value per column",
                () -> history.add(1));
        assertMessage("column 'gab' does not exist; there are [iteration, gap]", () -> history.column("gab"));
        assertThrows(IndexOutOfBoundsException.class, () -> history.last("gap"));
        assertThrows(IndexOutOfBoundsException.class, () -> history.get(0, "gap"));
    }

    @Test
    void theTableHasTheSameColumns() {
        Table table =
                History.of(List.of("iteration", "gap"), 1, 0.5, 2, Double.NaN).table();

        assertEquals(List.of("iteration", "gap"), table.columnNames());
        assertArrayEquals(
                new double[] {0.5, Double.NaN}, table.doubleColumn("gap").asDoubleArray());
        assertEquals(0, new History("iteration").table().rowCount());
    }

    @Test
    void theFileIsReadableText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.csv");
        History.of(List.of("iteration", "gap"), 1, 0.1, 2, -1e-300, 3, Double.NaN, 4, Double.NEGATIVE_INFINITY)
                .csv(file, "ExactMfTrpo[]", "seed 7\nsecond line");

        assertEquals(
                "# ExactMfTrpo[]\n# seed 7 second line\niteration,gap\n1,0.1\n2,-1.0E-300\n3,NaN\n4,-Infinity\n",
                Files.readString(file));
    }

    @Test
    void anyNumbersAndNamesComeBackToTheBit(@TempDir Path folder) {
        Path file = folder.resolve("run.csv");
        List<String> names = List.of("# iteration", "gap, relative", "the \"true\" one", " padded ", "μ");
        double[] special = {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0x1p53 + 2, -(0x1p53 + 2), 1e22, 0.1 + 0.2};
        double[] values = Arrays.copyOf(special, 5 * 2000);
        RandomGenerator random = Streams.of(11).at();
        for (int i = special.length; i < values.length; i++) {
            // Every bit pattern that is a number: all exponents, not only sizes near one.
            double any = Double.longBitsToDouble(random.nextLong());
            values[i] = Double.isNaN(any) ? i : any;
        }
        History.of(names, values).csv(file);

        History read = History.read(file);
        assertEquals(names, read.columns());
        assertArrayEquals(bits(values), bits(read.toArray()));
    }

    @Test
    void theColumnsAreVectorsForNumpy(@TempDir Path folder) {
        Path file = folder.resolve("run.npz");
        History.of(List.of("iteration", "gap"), 1, 0.5, 2, 0.25).npz(file);

        assertArrayEquals(
                new double[] {0.5, 0.25}, ArrayFiles.loadNpz(file).get("gap").values());
        assertArrayEquals(
                new int[] {2}, ArrayFiles.loadNpz(file).get("iteration").shape());
    }

    @Test
    void badFilesAreRefusedWithTheLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.csv");
        Files.writeString(file, "# note\niteration,gap\n1,0.5\n2\n");
        assertRefused(file + ", line 4: '2' must have 2 values; the file is cut or edited", file);
        Files.writeString(file, "iteration,gap\n1,small\n");
        assertRefused(file + ", line 2: '1,small' must hold numbers; the file is edited", file);
        Files.writeString(file, "# only a note\n");
        assertRefused(file + " has no line of column names; give a file that History.csv wrote", file);
        Path missing = folder.resolve("missing.csv");
        assertRefused(missing + " cannot be read (does not exist); check the path", missing);
    }

    private static void assertRefused(String message, Path file) {
        assertEquals(
                message,
                assertThrows(UncheckedIOException.class, () -> History.read(file))
                        .getCause()
                        .getMessage());
    }

    @Test
    void valuesThatDoNotFillRowsAreRefused() {
        assertMessage(
                "3 values do not fill rows of 2 columns [iteration, gap]; give whole rows",
                () -> History.of(List.of("iteration", "gap"), 1, 2, 3));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void selectsRowsAndAveragesThem() {
        History h = new History("k", "x");
        h.add(1, 2);
        h.add(2, 5);
        h.add(1, 4);

        assertEquals(3, h.where("k", 1).mean("x"));
        assertEquals(Math.sqrt(2), h.where("k", 1).std("x"), 1e-15);
        assertEquals(0, h.where("k", 2).std("x"));
        assertThrows(IllegalArgumentException.class, () -> h.where("k", 3).mean("x"));
    }

    @Test
    void theTailOfAColumnIsSummedUpByName() {
        History history = new History("iteration", "gap");
        for (double gap : new double[] {4, 8, 1, 0.5, 0.25, 0.125, 1e-13}) {
            history.add(history.rows(), gap);
        }

        assertEquals(0.5, history.tailRate("gap"), 1e-15); // 1 → 0.125 in three rows; 1e-13 is rounding
        assertEquals((0.25 + 0.125 + 1e-13) / 3, history.tailMean("gap", 3));
        assertEquals(8 - 1e-13, history.amplitude("gap", 6));
        assertEquals(0, history.amplitude("gap", 1));
        for (int n : new int[] {0, 8}) {
            assertMessage(
                    "n = " + n + " must lie in 1..7, the rows of 'gap'; ask for fewer",
                    () -> history.tailMean("gap", n));
        }
    }

    @Test
    void theEnvelopeIsTheLargestValueStillToCome() {
        History history = History.of(List.of("gap"), 3, 1, 2, 0.5, 0.1);

        assertArrayEquals(new double[] {3, 2, 2, 0.5, 0.1}, history.envelope("gap"));
        assertArrayEquals(
                new double[] {Double.NaN, Double.NaN, 1},
                History.of(List.of("gap"), 3, Double.NaN, 1).envelope("gap"));
    }

    @Test
    void theFirstRowBelowALevelIsFoundAndMayBeMissing() {
        History history = History.of(List.of("gap"), 3, Double.NaN, 1, 0.5, 2, 0.1);

        assertEquals(OptionalInt.of(3), history.firstBelow("gap", 1));
        assertEquals(OptionalInt.of(0), history.firstBelow("gap", 4));
        assertEquals(OptionalInt.empty(), history.firstBelow("gap", 0.1));
        assertThrows(IllegalArgumentException.class, () -> history.firstBelow("regret", 1));
    }

    @Test
    void aTailWithoutFourRowsHasNoRate() {
        assertEquals(Double.NaN, History.of(List.of("gap"), 3, 2, 1, 1e-13).tailRate("gap"));
    }

    @Test
    void theDeviationOfManyRowsDividesByOneLess() {
        // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; of the first three rows mean 10/3, squares 8/3.
        assertEquals(Math.sqrt(32.0 / 7), of(2, 4, 4, 4, 5, 5, 7, 9).std("x"), 1e-14);
        assertEquals(Math.sqrt(8.0 / 3 / 2), of(2, 4, 4).std("x"), 1e-14);
    }

    private static History of(double... x) {
        return History.of(List.of("x"), x);
    }

    @Test
    void aPowerLawHasItsExponentWithASmallErrorAndAnEarlyPartThatDoesNotCountIsLeftOut() {
        History h = new History("k", "gap");
        for (int k = 1; k <= 10; k++) {
            h.add(k, k < 4 ? 100 : 3 * Math.pow(k, -2) * (k % 2 == 0 ? 1.001 : 0.999));
        }

        History.Slope slope = h.slope("k", "gap", 4);

        assertEquals(-2, slope.value(), 3 * slope.error());
        assertEquals(0, slope.error(), 2e-3, "noise of 0.1 % over a factor of 2.5");
        assertEquals("-0.500 ± 0.10", new History.Slope(-0.5, 0.1).toString());
        assertArrayEquals(new double[] {h.get(8, "gap"), h.get(9, "gap")}, h.tail("gap", 2));
    }

    @Test
    void aSlopeThroughZeroOrThroughTwoPointsIsRefusedInOneLine() {
        History h = History.of(List.of("k", "gap"), 1, 1, 2, 0.5, 3, 0);

        assertEquals(
                "point (3.0, 0.0) must be positive and finite: the fit goes through logarithms; leave it out",
                assertThrows(IllegalArgumentException.class, () -> h.slope("k", "gap", 1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> h.slope("k", "gap", 2));
        assertThrows(IllegalArgumentException.class, () -> h.slope("k", "gap", Double.NaN));
    }

    @Test
    void aFileIsNamedByAString(@TempDir Path folder) {
        History h = History.of(List.of("k", "gap"), 1, 0.5);
        h.csv(folder.resolve("h.csv").toString(), "by hand");
        assertArrayEquals(
                h.toArray(), History.read(folder.resolve("h.csv").toString()).toArray());
    }
}
