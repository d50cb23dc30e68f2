package org.meanfield4j.core.nd4j;

import java.util.Optional;

/**
 * Whether ND4J's native libraries load on this machine, asked once. Where they do not (no build for the platform, no
 * room to unpack them, no ND4J on the class path), the library works on plain loops and {@link #problem()} says why in one line.
 */
final class NativeArrays {

    /** Loads on first use: the probe costs about a second and most programs with small models never need it. */
    private static final class Probe {
        static final Optional<String> PROBLEM = run();

        private static Optional<String> run() {
            try {
                double two = NativeProducts.two();
                return two == 2 ? Optional.empty() : Optional.of("ND4J is broken: 1 + 1 = " + two);
            } catch (LinkageError | RuntimeException e) {
                return Optional.of(describe(e));
            }
        }
    }

    private NativeArrays() {}

    static boolean available() {
        return Probe.PROBLEM.isEmpty();
    }

    /** Why ND4J is not used, one line; empty when it works. */
    static Optional<String> problem() {
        return Probe.PROBLEM;
    }

    /** Throws one line when ND4J does not load: what was asked for, why it fails, what to use instead. */
    static void require(String operation, String remedy) {
        if (!available()) {
            throw new UnsupportedOperationException(operation + " needs ND4J: " + Probe.PROBLEM.get() + "; " + remedy);
        }
    }

    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ClassNotFoundException) {
            return "ND4J is not on the class path";
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return "ND4J's native library does not load on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " (" + cause.getClass().getSimpleName() + ": " + message + ")";
    }
}
