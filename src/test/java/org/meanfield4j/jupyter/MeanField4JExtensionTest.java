package org.meanfield4j.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;
import org.meanfield4j.notebook.Sink;

class MeanField4JExtensionTest {
    /** What the kernel imports by itself, and what we add. */
    private static final List<String> JAVA_PACKAGES = List.of(
            "java/lang",
            "java/util",
            "java/io",
            "java/math",
            "java/net",
            "java/time",
            "java/util/concurrent",
            "java/util/regex",
            "java/util/function",
            "java/util/stream");

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.meanfield4j");

    @Test
    void theKernelFindsTheExtensionAndTheLibraryItsSink() {
        assertInstanceOf(
                MeanField4JExtension.class,
                ServiceLoader.load(Extension.class).findFirst().orElseThrow());
        Sink sink = ServiceLoader.load(Sink.class).findFirst().orElseThrow();
        assertInstanceOf(KernelSink.class, sink);
        // No kernel runs here.
        assertEquals(false, sink.ready());
    }

    @Test
    void onlyPackagesThatExistAreImported() {
        String imports = MeanField4JExtension.imports();
        assertTrue(imports.contains("import org.meanfield4j.core.*;"));
        assertTrue(imports.contains("import static org.meanfield4j.notebook.Notebook.*;"));
        Set<String> packages = new HashSet<>();
        library().forEach(type -> packages.add(type.getPackageName()));
        imports.lines()
                .filter(line -> line.startsWith("import org.meanfield4j."))
                .map(line -> line.substring("import ".length(), line.length() - ".*;".length()))
                .forEach(name -> assertTrue(packages.contains(name), name));
    }

    @Test
    void everyImportedNameMeansOneClass() throws IOException {
        Set<String> seen = new HashSet<>();
        Set<String> ambiguous = new TreeSet<>();
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        for (String name : JAVA_PACKAGES) {
            try (Stream<Path> files = Files.list(modules.resolve(name))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.matches("[A-Z]\\w*\\.class"))
                        .filter(file -> isPublic(name, file))
                        .forEach(file -> seen.add(file.substring(0, file.length() - ".class".length())));
            }
        }
        String imports = MeanField4JExtension.imports();
        library()
                .filter(type -> imports.contains("import " + type.getPackageName() + ".*;"))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .filter(name -> !seen.add(name))
                .forEach(ambiguous::add);
        assertEquals(Set.of(), ambiguous);
    }

    private static boolean isPublic(String name, String file) {
        String type = name.replace('/', '.') + "." + file.substring(0, file.length() - ".class".length());
        try {
            return java.lang.reflect.Modifier.isPublic(
                    Class.forName(type, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<JavaClass> library() {
        return LIBRARY.stream();
    }
}
