package org.meanfield4j.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The library's own source text, which the build keeps in the jar: from it come {@code help} and Shift-Tab. */
public final class Sources {
    private static final String ROOT = "META-INF/sources/";

    private Sources() {}

    /**
     * The folder with the folder {@code org} in it.
     *
     * @return a path, inside the jar if the library is one
     * @throws IllegalStateException if this build of the library has no sources in it
     */
    public static synchronized Path folder() {
        String self = Sources.class.getName().replace('.', '/') + ".java";
        URL url = Sources.class.getClassLoader().getResource(ROOT + self);
        if (url == null) {
            throw new IllegalStateException(ROOT + " is not on the class path; build the library with Maven");
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                openJar(uri);
            }
            Path file = Path.of(uri);
            for (int up = Path.of(self).getNameCount(); up > 0; up--) {
                file = file.getParent();
            }
            return file;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + " is not the address of a file; put the jar on a disk", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void openJar(URI uri) throws IOException {
        try {
            FileSystems.newFileSystem(uri, Map.of()); // stays open as long as the JVM
        } catch (FileSystemAlreadyExistsException open) {
            return;
        }
    }
}
