package org.meanfield4j.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.law.Identity;

/** The texts of {@code help}. Files are read when they are asked for, once. */
final class Help {
    /** What there is, by task; every name is one that {@code help("name")} knows. */
    static final String OVERVIEW = """
            games     StationaryGame.builder, CrowdGrid, CrowdGraph, BeachBar, Circle, TwoBarChain, ChooseYourState
            graphons  LqGraphonGame, Graphon, FiniteNetwork, NonlinearGame
            solve     ExactMfTrpo, SampledMfTrpo, BilevelPolicyGradient, ModelFreePolicyGradient, StationarySolver.of
            compare   FictitiousPlay, OnlineMirrorDescent, DampedBestResponse, RegularisedFixedPoint, Plots.convergence
            truth     Equilibrium, GraphonEquilibrium, Metrics, StabilityAnalysis, ContractionAnalysis, NPlayerGap
            leaders   StackelbergGame.builder, AcSmfg, CuiKoeppl, StackelbergEquilibrium
            control   MeanFieldControlProblem, MfReinforce, ExactControlGradient, CommonShocks
            steer     Solver.startingFrom, Solver.continuing, Solver.withThreads, PolicyAndLaw.random, progress, Schedule
            stop      Solver.until, Monitor.within, Solver.withSampleBudget, Monitor.cancelled, StopReason
            sweep     Sweep.over, seeds, Band, profile, recorded
            plot      Plots.lines, Plots.grid, Plots.map, Plots.bars, Plots.graph, Plots.animation, show, live
            check     check, checkClose, claim, golden, CheckWords.falling, CheckWords.slope, CheckWords.between
            save      Run.save, SavedRun.load, History.csv, ArrayFiles.saveNpz, Plot.save, Solver.withCheckpoint
            cite      cite, Run.cite
            help("withTemperature"), help(ExactMfTrpo.class), help(run) say more; so does Shift-Tab behind a name.
            help("time budget") searches the texts.""";

    private static final String HOUSE = "org.meanfield4j.";
    private static final Set<String> CLOSED = Set.of("internal", "jupyter");
    private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]\\w{2,}\\b");
    private static final int NEAREST = 4;
    private static final int FULL_TEXTS = 8;
    private static final int LONGEST_VALUE = 60;

    private static final Map<Path, String> TEXTS = new HashMap<>();
    private static final Map<Path, List<Documented>> READ = new HashMap<>();

    private Help() {}

    /** What is known of a class, a name, or a value such as a run or a solver. */
    static String of(Object thing) {
        if (thing instanceof String name) {
            return named(name.strip());
        }
        Object value = thing instanceof Solver.Called<?, ?> called ? called.solver() : thing;
        Class<?> type = value == null || value instanceof Class<?> ? (Class<?>) value : value.getClass();
        for (Class<?> known : family(type)) {
            Documented found = ofClass(known);
            if (found != null) {
                return type(found, known.isInstance(value) ? value : null);
            }
        }
        return (type == null ? "null" : type.getName()) + " is not of this library; help() lists what is";
    }

    /** A class, its superclasses, their interfaces: the nearest first. */
    private static Set<Class<?>> family(Class<?> type) {
        Set<Class<?>> family = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            family.add(c);
        }
        Deque<Class<?>> open = new ArrayDeque<>(family);
        while (!open.isEmpty()) {
            for (Class<?> above : open.poll().getInterfaces()) {
                if (family.add(above)) {
                    open.add(above);
                }
            }
        }
        return family;
    }

    private static Documented ofClass(Class<?> type) {
        if (!type.getName().startsWith(HOUSE)) {
            return null;
        }
        String own =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        Path file = file(type.getPackageName(), own);
        if (!Files.exists(file) || closed(Sources.folder().relativize(file))) {
            return null;
        }
        return read(file).stream()
                .filter(d -> d.type() && d.typeName().equals(own))
                .findFirst()
                .orElse(null);
    }

    private static String named(String asked) {
        String name = asked.replaceFirst("\\(.*", "");
        String member = name.substring(name.lastIndexOf('.') + 1);
        List<Documented> all = HelpSearch.forUsers(withName(member));
        List<Documented> ofOwner = all.stream().filter(d -> isOf(d, name)).toList();
        List<Documented> found = ofOwner.isEmpty() ? all : ofOwner; // run.save: a variable, not the type
        if (found.isEmpty()) {
            List<Documented> near = HelpSearch.of(member);
            if (!near.isEmpty()) {
                return brief(near) + "\n\nThese texts speak of '" + asked + "'; help(\"" + pathOf(near.get(0))
                        + "\") says all about the first.";
            }
            return "'" + asked + "' is not known" + nearest(member) + "; help() lists what there is";
        }
        List<Documented> types = found.stream().filter(Documented::type).toList();
        if (!types.isEmpty()) {
            return types.stream().map(d -> type(d, null)).collect(Collectors.joining("\n\n"));
        }
        if (found.size() <= FULL_TEXTS) {
            return found.stream().map(Help::full).collect(Collectors.joining("\n\n"));
        }
        return brief(found) + "\n\nhelp(\"" + found.get(0).owner() + "." + member + "\") says all about one of them.";
    }

    private static String pathOf(Documented thing) {
        return thing.type() ? thing.typeName() : thing.owner() + "." + thing.name();
    }

    /** Whether a thing is what a name such as {@code "Sweep.over"} or {@code "over"} means. */
    static boolean isOf(Documented thing, String name) {
        return ("." + thing.room() + "." + thing.owner() + "." + thing.name()).endsWith("." + name);
    }

    /** Public things of this name; only files that seem to declare it are parsed. */
    static List<Documented> withName(String name) {
        String setting = setting(name);
        Pattern declared = declared(name);
        Pattern component = declared(setting);
        return files().stream()
                .filter(file -> source(file).contains(name)
                                && declared.matcher(source(file)).find()
                        || !setting.equals(name)
                                && source(file).contains("@Withers")
                                && component.matcher(source(file)).find())
                .flatMap(file -> read(file).stream())
                .filter(d -> d.name().equals(name))
                .toList();
    }

    /** Where a name seems to be declared: as a type, or without a dot before it. */
    private static Pattern declared(String name) {
        String word = Pattern.quote(name);
        return Pattern.compile("(?<![.\\w])" + word + "\\s*[(,;=)]|(?:class|record|interface|enum) " + word + "\\b");
    }

    /** Names that differ from this one by a few letters. */
    private static String nearest(String name) {
        String asked = name.toLowerCase(Locale.ROOT);
        Comparator<String> order = Comparator.comparingInt(word -> distance(asked, word.toLowerCase(Locale.ROOT)));
        List<String> near = files().stream()
                .flatMap(file -> WORD.matcher(source(file)).results())
                .map(MatchResult::group)
                .distinct()
                .flatMap(word -> Stream.of(word, wither(word)))
                .filter(word -> distance(asked, word.toLowerCase(Locale.ROOT)) <= 1 + name.length() / 5)
                .distinct()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .filter(word -> !withName(word).isEmpty())
                .limit(NEAREST)
                .toList();
        return near.isEmpty() ? "" : ", near are " + String.join(", ", near);
    }

    /** How many letters must be changed, added or left out. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** The source files of the rooms that are open to all. */
    static List<Path> files() {
        Path root = Sources.folder();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java") && !closed(root.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean closed(Path file) {
        for (Path part : file) {
            if (CLOSED.contains(part.toString())) {
                return true;
            }
        }
        return file.toString().endsWith("package-info.java");
    }

    static String source(Path file) {
        synchronized (TEXTS) {
            return TEXTS.computeIfAbsent(file, JavadocParser::source);
        }
    }

    static List<Documented> read(Path file) {
        synchronized (READ) {
            return READ.computeIfAbsent(file, f -> JavadocParser.parse(source(f)));
        }
    }

    /** A type: its text, its settings with their values, what else it has, an example of a solver. */
    private static String type(Documented type, Object value) {
        StringBuilder text = new StringBuilder(type.label() + " in " + type.room() + "\n\n" + type.text());
        Set<String> settings = new HashSet<>(type.parameters().keySet());
        if (!settings.isEmpty()) {
            Map<String, String> values = values(type, value);
            text.append(value == null && !values.isEmpty() ? "\n\nSettings and defaults:" : "\n\nIt holds:");
            type.parameters().forEach((name, what) -> text.append(parameter(name, what, values.get(name))));
            type.parameters().keySet().forEach(name -> settings.add(wither(name)));
        }
        List<Documented> members = read(file(type.room(), type.typeName())).stream()
                .filter(d -> !d.type() && d.owner().equals(type.typeName()) && !settings.contains(d.name()))
                .toList();
        if (!members.isEmpty()) {
            text.append("\n\n").append(brief(members));
        }
        return text.append(more(type)).toString();
    }

    private static String parameter(String name, String what, String value) {
        return "\n    " + JavadocText.wrapped(name + (value == null ? "" : " = " + value) + ": " + what, "        ");
    }

    private static String brief(List<Documented> members) {
        return members.stream()
                .map(d -> JavadocText.wrapped(d.label() + ": " + d.summary(), "    "))
                .collect(Collectors.joining("\n"));
    }

    private static String full(Documented member) {
        StringBuilder text =
                new StringBuilder(member.label() + "\n" + member.text().indent(4));
        String value = values(member, null).get(setting(member.name()));
        if (value != null && member.label().endsWith(" " + setting(member.name()) + ")")) {
            text.append("    default ").append(value).append('\n');
        }
        member.parameters()
                .forEach((name, what) ->
                        text.append(parameter(name, what, null).substring(1)).append('\n'));
        member.outcome()
                .forEach(line -> text.append("    ")
                        .append(JavadocText.wrapped(line, "        "))
                        .append('\n'));
        return text.toString().stripTrailing();
    }

    static String wither(String setting) {
        return "with" + setting.substring(0, 1).toUpperCase(Locale.ROOT) + setting.substring(1);
    }

    /** The setting that a wither changes, or the name itself. */
    private static String setting(String name) {
        return name.matches("with[A-Z].*") ? name.substring(4, 5).toLowerCase(Locale.ROOT) + name.substring(5) : name;
    }

    /** The settings of a record, or those that {@code defaults()} of its class gives; empty if there are none. */
    private static Map<String, String> values(Documented type, Object value) {
        try {
            Class<?> c = type.typeClass();
            Object record = value != null || !c.isRecord()
                    ? value
                    : c.getMethod("defaults").invoke(null);
            Map<String, String> values = new HashMap<>();
            if (c.isInstance(record) && c.isRecord()) {
                for (RecordComponent component : c.getRecordComponents()) {
                    String text = Identity.name(component.getAccessor().invoke(record));
                    values.put(
                            component.getName(),
                            text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text);
                }
            }
            return values;
        } catch (ReflectiveOperationException none) {
            return Map.of();
        }
    }

    /** What its parents have, too; and how a solver is called. */
    private static String more(Documented type) {
        StringBuilder text = new StringBuilder();
        try {
            Class<?> c = type.typeClass();
            Set<Class<?>> above = family(c);
            above.remove(c);
            String also = above.stream()
                    .filter(parent -> ofClass(parent) != null)
                    .map(parent -> "help(\"" + parent.getSimpleName() + "\")")
                    .collect(Collectors.joining(", "));
            text.append(also.isEmpty() ? "" : "\n\nIt also has what these have: " + also);
            for (Method solve : c.getMethods()) {
                Class<?>[] parameters = solve.getParameterTypes();
                if (solve.getName().equals("solve")
                        && !solve.isBridge()
                        && parameters.length == 2
                        && parameters[1] == Call.class
                        && hasDefaults(c)) {
                    String name = type.name();
                    text.append("\n\nExample, with game a " + parameters[0].getSimpleName() + ":\n    var run = "
                                    + name)
                            .append(".defaults().solve(game, progress(\"" + name + "\"));");
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type.label() + " has a source but no class; build the library anew", e);
        }
        return text.toString();
    }

    private static boolean hasDefaults(Class<?> type) {
        return Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals("defaults") && m.getParameterCount() == 0);
    }

    private static Path file(String room, String type) {
        String top = type.replaceFirst("[.$].*", "");
        return Sources.folder().resolve(room.replace('.', '/')).resolve(top + ".java");
    }
}
