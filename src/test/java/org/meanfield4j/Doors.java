package org.meanfield4j;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.notebook.CheckFailedError;
import org.meanfield4j.notebook.Recording;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.continuous.ContinuousAcSmfg;
import org.meanfield4j.stackelberg.continuous.ContinuousGame;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/** Walks through every public method with one argument spoilt at a time, and keeps what comes back wrong. */
final class Doors {
    /** How long a call may work by itself before it is asked to stop. */
    private static final long PATIENCE = 100_000_000;

    /** How long all threads may work before it is asked to stop, which it may have left its work to. */
    private static final long OTHERS = 10 * PATIENCE;

    /** How long all threads may work until it has stopped. */
    private static final long HANGS = 50 * PATIENCE;

    /** In tenths of a second: who waits that long and does not work will not come back. */
    private static final int LONGEST_WAIT = 600;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean WORK = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Hot getters may check with {@code assert}: the tests run under {@code -ea}. */
    static final Set<Class<? extends Throwable>> NAMED = Set.of(
            IllegalArgumentException.class,
            InvalidModelException.class,
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            AssertionError.class,
            UncheckedIOException.class,
            IOException.class,
            CheckpointException.class);

    /** The kernel has tests of its own. */
    private static final List<String> ROOMS_LEFT_OUT = List.of("internal", "jupyter");

    private static final Set<String> CLASSES_LEFT_OUT =
            lines("doors-left-out.txt").collect(Collectors.toSet());
    private static final Set<String> METHODS_LEFT_OUT =
            Set.of("Plot.save", "Notebook.help", "With.with", "RecordedResult.means", "Mean.slope");

    /** "Class.method.parameter=value" that a method may take. */
    private static final List<Pattern> ACCEPTED =
            lines("doors-accepted.txt").map(Pattern::compile).toList();

    /** How messages call parameters of short names. */
    private static final Map<String, String> ALIASES = lines("doors-words.txt")
            .map(line -> line.split(" = "))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    private final Set<String> found = new TreeSet<>();
    private final Set<String> unreached = new TreeSet<>();

    void tryAll() throws IOException, ClassNotFoundException, InterruptedException {
        for (Class<?> type : classes()) {
            for (Executable door : doors(type)) {
                tryDoor(type, door);
            }
        }
    }

    /** What came back wrong, one line each: kind, door, parameter, value and what came. */
    Set<String> found() {
        return found;
    }

    /** Doors for which no good arguments are known. */
    Set<String> unreached() {
        return unreached;
    }

    /** What a use of the library may meet in public, without files and servers. */
    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        Path root = Path.of(URI.create(
                Law.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        List<String> names;
        try (Stream<Path> files = Files.walk(root.resolve("org/meanfield4j"))) {
            names = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .filter(name -> ROOMS_LEFT_OUT.stream().noneMatch(room -> name.contains("." + room + ".")))
                    .sorted()
                    .toList();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name);
            boolean open = !type.isSynthetic()
                    && !type.isEnum()
                    && !generated(type)
                    && !Experiment.class.isAssignableFrom(type)
                    && !CLASSES_LEFT_OUT.contains(type.getSimpleName());
            for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
                open &= Modifier.isPublic(outer.getModifiers()) && !generated(outer);
            }
            if (open) {
                classes.add(type);
            }
        }
        return classes;
    }

    /** What the record builder writes; its {@code with…} are tried on the records themselves. */
    private static boolean generated(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(m -> m.getName().equals("builder"))
                && type.getSimpleName().endsWith("Settings");
    }

    private static List<Executable> doors(Class<?> type) {
        List<Executable> doors = new ArrayList<>(Arrays.asList(type.getConstructors()));
        for (Method method : type.getMethods()) {
            boolean own = method.getDeclaringClass().getName().startsWith("org.meanfield4j");
            boolean callable = Modifier.isStatic(method.getModifiers())
                    ? method.getDeclaringClass() == type
                    : !Modifier.isAbstract(type.getModifiers()) || method.isDefault();
            boolean elsewhere = method.getDeclaringClass() != type
                    && Set.of(
                                    "Solver",
                                    "Run",
                                    "Plot",
                                    "Schedule",
                                    "TrpoStep",
                                    "StationaryGame",
                                    "StackelbergGame",
                                    "Graphon")
                            .contains(method.getDeclaringClass().getSimpleName())
                    && method.isDefault();
            if (own
                    && callable
                    && !elsewhere
                    && !method.isSynthetic()
                    && !method.getName().equals("equals")) {
                doors.add(method);
            }
        }
        doors.removeIf(door -> door.getParameterCount() == 0
                || METHODS_LEFT_OUT.contains(door.getDeclaringClass().getSimpleName() + "." + door.getName()));
        return doors;
    }

    private void tryDoor(Class<?> type, Executable door) throws InterruptedException {
        String name = type.getSimpleName() + "." + (door instanceof Method ? door.getName() : "new") + signature(door);
        Object[] good;
        try {
            Object receiver = door instanceof Constructor || Modifier.isStatic(door.getModifiers())
                    ? null
                    : DoorValues.fresh(type);
            good = DoorArguments.of(type, door, receiver);
            Outside outside = call(door, receiver, good);
            if (outside.thrown != null && !(outside.thrown instanceof StoppedException)) {
                unreached.add(name + " threw " + line(outside.thrown));
                return;
            }
        } catch (IllegalStateException e) {
            unreached.add(name + ": " + e.getMessage());
            return;
        }
        for (int i = 0; i < good.length; i++) {
            Parameter parameter = door.getParameters()[i];
            for (Spoilt spoilt : Spoilt.of(parameter.getType(), good[i])) {
                Object receiver = door instanceof Constructor || Modifier.isStatic(door.getModifiers())
                        ? null
                        : DoorValues.fresh(type);
                Object[] bad = DoorArguments.of(type, door, receiver);
                bad[i] = spoilt.value();
                judge(type, name, door, parameter, spoilt, call(door, receiver, bad));
            }
        }
    }

    private void judge(
            Class<?> type, String name, Executable door, Parameter parameter, Spoilt spoilt, Outside outside) {
        String at = name + " " + parameter.getName() + " = " + spoilt.name();
        Throwable t = outside.thrown;
        boolean missing = t instanceof NullPointerException && spoilt.name().contains("null");
        if (outside.hung) {
            found.add("hang: " + at);
        } else if (t instanceof StoppedException || t instanceof DivergedException || t instanceof CheckFailedError) {
            return; // a long run that stops when asked, a run that says where it diverged, a check that does not hold
        } else if (t != null) {
            String line = line(t);
            if (missing) {
                if (t.getMessage() == null
                        || t.getMessage().startsWith("Cannot ")
                        || !names(t.getMessage(), door, parameter)) {
                    found.add("null without a name: " + at + " -> " + line);
                }
            } else if (t.getMessage() == null
                    || !NAMED.contains(t.getClass())
                    || t.getMessage().lines().count() != 1) {
                found.add(t.getClass().getSimpleName() + ": " + at + " -> " + line);
            } else if (!names(t.getMessage(), door, parameter)
                    && !(spoilt.value() instanceof Path path && t.getMessage().contains(path.toString()))) {
                found.add("not by name: " + at + " -> " + line);
            }
        } else if (spoilt.refused() && !accepts(type, door, parameter, spoilt)) {
            found.add("accepted: " + at);
        } else if (spoilt.finite()
                && outside.value instanceof Double d
                && d.isNaN()
                && !accepts(type, door, parameter, spoilt)) {
            found.add("gives NaN: " + at);
        }
    }

    /** A table beside this class, without its comments. */
    private static Stream<String> lines(String table) {
        try (InputStream in = Doors.class.getResourceAsStream(table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(Class<?> type, Executable door, Parameter parameter, Spoilt spoilt) {
        String method = door instanceof Method ? door.getName() : "new";
        return ACCEPTED.stream()
                .anyMatch(pattern -> pattern.matcher(
                                type.getSimpleName() + "." + method + "." + parameter.getName() + "=" + spoilt.name())
                        .matches());
    }

    private static String line(Throwable t) {
        return (t.getClass().getSimpleName() + ": " + t.getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }

    /** By its own name, or by a word of the method, such as temperature of {@code withTemperature(eta)}. */
    private static boolean names(String message, Executable door, Parameter parameter) {
        String low = message.toLowerCase(Locale.ROOT);
        Stream<String> words = Stream.of(
                        parameter.getName(),
                        ALIASES.getOrDefault(parameter.getName(), ""),
                        door instanceof Method
                                ? door.getName()
                                : door.getDeclaringClass().getSimpleName(),
                        parameter.getType().getSimpleName().replaceAll("\\[]|double|int|long|String", ""))
                .flatMap(name -> Stream.concat(Stream.of(name), Arrays.stream(name.split(" |(?=[A-Z])"))))
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("s$", ""))
                .filter(word -> !Set.of("with", "of", "at", "on", "to", "from", "for", "the", "get", "")
                                .contains(word)
                        || word.equals(parameter.getName()));
        return words.anyMatch(word ->
                word.length() > 3 ? low.contains(word) : low.matches(".*\\b" + Pattern.quote(word) + "s?\\b.*"));
    }

    private static String signature(Executable door) {
        return Arrays.stream(door.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What came out of a call, and whether it came out at all. */
    private record Outside(Object value, Throwable thrown, boolean hung) {}

    /** On a thread of its own, so that a hang ends in time: time of work, not of a busy machine. */
    private static Outside call(Executable door, Object receiver, Object[] arguments) throws InterruptedException {
        Outside[] outside = {null};
        Thread thread = new Thread(() -> outside[0] = callHere(door, receiver, arguments), "door");
        thread.setDaemon(true);
        thread.start();
        await(thread, PATIENCE, OTHERS, LONGEST_WAIT / 6);
        if (thread.isAlive()) {
            thread.interrupt();
            await(thread, HANGS, HANGS, LONGEST_WAIT);
        }
        return outside[0] == null ? new Outside(null, null, true) : outside[0];
    }

    /** Until it is done, or has worked so long, or so long together with all others: a crowded machine costs no patience. */
    private static void await(Thread thread, long own, long all, int tenths) throws InterruptedException {
        long ownStart = Math.max(0, CLOCK.getThreadCpuTime(thread.getId()));
        long allStart = WORK.getProcessCpuTime();
        for (int i = 0; i < tenths && thread.isAlive(); i++) {
            thread.join(100);
            if (CLOCK.getThreadCpuTime(thread.getId()) - ownStart >= own
                    || WORK.getProcessCpuTime() - allStart >= all) {
                return;
            }
        }
    }

    private static Outside callHere(Executable door, Object receiver, Object[] arguments) {
        Recording shown = Recording.start();
        try {
            Object value = door instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) door).invoke(receiver, arguments);
            use(value);
            return new Outside(value, null, false);
        } catch (InvocationTargetException e) {
            return new Outside(null, e.getCause(), false);
        } catch (Throwable t) {
            return new Outside(null, t, false);
        } finally {
            shown.close();
        }
    }

    /** Settings and models that were let in are tried: what they are refused for later is as good as at the door. */
    private static void use(Object value) {
        if (value instanceof Sampling sampling) {
            use(((SampledMfTrpo) DoorValues.fresh(SampledMfTrpo.class)).withSampling(sampling));
        } else if (value instanceof ZerothOrder estimator) {
            use(((ModelFreePolicyGradient) DoorValues.fresh(ModelFreePolicyGradient.class)).withEstimator(estimator));
        } else if (value instanceof StationaryGame game) {
            ExactMfTrpo.defaults().withOuterSteps(1).solve(game, new Stopper(0, 3));
        } else if (value instanceof StackelbergGame game) {
            AcSmfg.defaults().withBlock(40).withIterations(40).solve(game, new Stopper(0, 3));
        } else if (value instanceof ContinuousGame game) {
            ContinuousAcSmfg.defaults().withBlock(40).withIterations(40).solve(game, new Stopper(0, 3));
        } else if (value instanceof LqGraphonGame game) {
            BilevelPolicyGradient.defaults().withIterations(1).solve(game, new Stopper(0, 3));
        } else if (value instanceof LqCoefficients coefficients) {
            use(DoorValues.LQ.withCoefficients(coefficients));
        } else if (value instanceof Solver<?, ?> solver) {
            DoorValues.caseOf(solver).ifPresent(c -> solve(solver, c.game()));
        }
    }

    @SuppressWarnings("unchecked")
    private static <G, R extends Run> void solve(Solver<G, R> solver, Object game) {
        solver.solve((G) game, new Stopper(0, 3));
    }
}
