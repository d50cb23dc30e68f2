package org.meanfield4j.jupyter;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.notebook.Display;
import org.meanfield4j.plot.Plot;
import tech.tablesaw.api.Table;

/**
 * Makes the kernel know the library: the last value of a cell is shown as by
 * {@link org.meanfield4j.notebook.Notebook#show}, and cells need no import. The kernel finds it by {@link
 * java.util.ServiceLoader}.
 */
public final class MeanField4JExtension implements Extension {
    /** The kernel asks for the class of a value, its interfaces, then upwards: what is not ours is asked for last. */
    private static final List<Class<?>> SHOWN = List.of(
            Plot.class,
            tech.tablesaw.plotly.components.Figure.class,
            Table.class,
            Run.class,
            Sweep.class,
            Object.class);

    /** The rooms whose public classes a cell can name: all but the internal ones and this one. */
    static final List<String> PACKAGES = List.of(
            "core",
            "core.chain",
            "core.check",
            "core.experiment",
            "core.files",
            "core.geometry",
            "core.law",
            "core.loop",
            "core.nd4j",
            "core.numerics",
            "core.random",
            "core.text",
            "stationary",
            "stationary.baselines",
            "stationary.games",
            "stationary.players",
            "stationary.sampled",
            "stationary.studies",
            "graphon",
            "graphon.bilevel",
            "graphon.equilibrium",
            "graphon.modelfree",
            "graphon.neural",
            "graphon.nonlinear",
            "graphon.operator",
            "graphon.players",
            "graphon.studies",
            "stackelberg",
            "stackelberg.continuous",
            "stackelberg.games",
            "stackelberg.studies",
            "control",
            "control.games",
            "control.mfq",
            "control.studies",
            "plot",
            "notebook");

    /** For the service loader. */
    public MeanField4JExtension() {}

    /**
     * Registers renderers, imports and what looks after cells, and lets them write numbers as every other machine does: a saved notebook shall not
     * depend on the reader's language. Never throws: a kernel without them is better than no kernel.
     */
    @Override
    public void install(BaseKernel kernel) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            SHOWN.forEach(type -> register(kernel, type));
            kernel.evalRaw(imports());
            JShell shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            ShiftTab.extend(shell);
            Thread.setDefaultUncaughtExceptionHandler(new LastWords());
            LeftBehind.watch(kernel, shell);
            CellTrace.watch(shell);
        } catch (RuntimeException | ReflectiveOperationException | LinkageError e) {
            System.getLogger(MeanField4JExtension.class.getName())
                    .log(System.Logger.Level.WARNING, "MeanField4J is not set up in this kernel", e);
        }
    }

    /** The kernel shuts down: lets the process end with it. */
    @Override
    public void uninstall(BaseKernel kernel) {
        CleanEnd.follow();
    }

    /**
     * The imports of every cell, as Java source; what a notebook test must evaluate first.
     *
     * @return import lines
     */
    public static String imports() {
        Stream<String> library = PACKAGES.stream().map(name -> "org.meanfield4j." + name);
        return Stream.concat(Stream.of("java.util.function", "java.util.stream"), library)
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining(
                        "",
                        "import java.nio.file.Files;\nimport java.nio.file.Path;\n",
                        "import static org.meanfield4j.notebook.Notebook.*;\n"));
    }

    private static <T> void register(BaseKernel kernel, Class<T> type) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring(Display.PLOTLY, Display.PNG, Display.MARKDOWN, Display.TEXT)
                .register((value, context) -> context.getOutputContainer().assign(KernelSink.bundle(drawn(value))));
    }

    /** A figure that cannot be drawn is told as it is shown, by the renderer and not by the cell. */
    private static Display drawn(Object value) {
        try {
            return Display.of(value);
        } catch (RuntimeException e) {
            throw CellTrace.trim(e);
        }
    }
}
