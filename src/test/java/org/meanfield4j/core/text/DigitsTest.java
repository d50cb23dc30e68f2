package org.meanfield4j.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.experiment.Band;
import org.meanfield4j.core.law.Identity;

class DigitsTest {

    @ParameterizedTest
    @CsvSource({
        "0.25, 0.25",
        "-0.0, 0",
        "198, 198",
        "123456, 123456",
        "12345.678, 12346",
        "0.629162235, 0.6292",
        "0.0001, 0.0001",
        "0.00009999, 9.999e-05",
        "0.000099996, 0.0001",
        "1.191451820693623e-7, 1.191e-07",
        "-2e-9, -2e-09",
        "9999999, 9999999",
        "10000000, 1e+07",
        "12345678.9, 1.235e+07",
        "-1e300, -1e+300",
        "4.9e-324, 4.941e-324",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void aNumberHasFourDigitsAndAnExponentOnlyWhereItNeedsOne(double value, String text) {
        assertEquals(text, Digits.sig(value, 4));
    }

    @Test
    void aNumberWithoutDigitsIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> Digits.sig(1, 0));
        assertEquals("digits = 0 must be at least 1; try 4", e.getMessage());
    }

    record Own(String name, int[] counts, List<double[]> parts) {}

    @Test
    void anArrayIsItsShapeAndItsFirstValues() {
        double[] many = new double[1000];
        Arrays.fill(many, 0.25);
        assertEquals("double[3] [0.25, 0.5, 1.191e-07]", Digits.text(new double[] {0.25, 0.5, 1.1914518e-7}));
        assertEquals("double[1000] [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, …]", Digits.text(many));
        assertEquals("double[0] []", Digits.text(new double[0]));
        assertEquals("double[2][3] [[1, 2, 3], [4, 5, 6]]", Digits.text(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        assertEquals("int[2][] [[1], [2, 3]]", Digits.text(new int[][] {{1}, {2, 3}}));
        assertEquals("int[2][0][] [[], []]", Digits.text(new int[2][0][]));
        assertEquals("int[2][] [null, null]", Digits.text(new int[2][]));
        assertEquals("String[2] [a, null]", Digits.text(new String[] {"a", null}));
        assertEquals("boolean[1] [true]", Digits.text(new boolean[] {true}));
        assertEquals("null", Digits.text(null));
        assertEquals("[1, 2]", Digits.text(List.of(1, 2)));
    }

    @Test
    void anArrayInsideARecordOrACollectionIsWrittenToo() {
        assertEquals(
                "Own[name=n, counts=int[2] [1, 2], parts=[double[1] [0.5]]]",
                Digits.text(new Own("n", new int[] {1, 2}, List.of(new double[] {0.5}))));
        assertEquals("{a=double[1] [1]}", Digits.text(Map.of("a", new double[] {1})));
        assertEquals(
                "Band[x=double[1] [1], mean=double[1] [2], std=double[1] [0], runs=int[1] [3]]",
                new Band(new double[] {1}, new double[] {2}, new double[] {0}, new int[] {3}).toString());
    }

    @Test
    void anArrayThatHoldsItselfEnds() {
        Object[] loop = new Object[1];
        loop[0] = loop;
        assertEquals("Object[1] [Object[1]]", Digits.text(loop));
    }

    /** The toString that Java gives a record writes addresses for arrays. */
    @Test
    void noPublicRecordOfTheLibraryPrintsTheAddressOfAnArray() {
        Set<JavaClass> holders = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.meanfield4j")
                        .stream()
                        .filter(type -> type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.getPackageName().contains(".internal"))
                        .filter(type -> Arrays.stream(type.reflect().getRecordComponents())
                                .map(RecordComponent::getGenericType)
                                .anyMatch(component -> component.getTypeName().contains("[]")))
                        .collect(Collectors.toSet());
        Set<String> given = holders.stream()
                .filter(type -> type.getMethod("toString").getAccessesFromSelf().isEmpty()
                        && type.getMethod("toString").getMethodCallsFromSelf().isEmpty())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertTrue(holders.size() >= 4, holders::toString);
        assertEquals(Set.of(), given);
    }

    private record Hidden(double x) {}

    @Test
    void aPrivateRecordOfACellIsReadToo() {
        assertEquals("Hidden[x=2.0]", Digits.record(new Hidden(2)));
        RecordComponent x = Hidden.class.getRecordComponents()[0];
        assertEquals(2.0, Identity.value(x, new Hidden(2)));
    }
}
