package org.meanfield4j.jupyter;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.meanfield4j.notebook.Sources;

/**
 * Makes Shift-Tab show the library's Javadoc. JJava asks JShell for it, and JShell looks in a list of source folders that
 * has no public door: here ours is added to it, which the kernel's {@code --add-opens jdk.jshell/jdk.jshell} permits.
 */
final class ShiftTab {
    private ShiftTab() {}

    /** Without effect where the kernel or the JDK has no such list: then Shift-Tab shows signatures only. */
    static void extend(JShell shell) {
        try {
            extend(shell.sourceCodeAnalysis(), Sources.folder());
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(ShiftTab.class.getName())
                    .log(System.Logger.Level.DEBUG, "Shift-Tab shows signatures without their documentation", e);
        }
    }

    static void extend(SourceCodeAnalysis analysis, Path folder) throws ReflectiveOperationException {
        Method known = analysis.getClass().getDeclaredMethod("findSources");
        known.setAccessible(true);
        List<Object> folders = new ArrayList<>((List<?>) known.invoke(analysis));
        folders.add(folder);
        Field list = analysis.getClass().getDeclaredField("availableSources");
        list.setAccessible(true);
        list.set(analysis, folders);
    }
}
