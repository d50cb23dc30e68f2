package org.meanfield4j.notebook;

import java.util.Locale;

/** How large the runs of a notebook are. */
public enum Profile {
    /** Seconds: small sizes and few seeds, every check of the notebook still holds. */
    QUICK,
    /** The sizes of the paper. */
    FULL;

    /** The environment variable that chooses, {@value}. */
    public static final String VARIABLE = "MEANFIELD_PROFILE";

    /**
     * The profile with the given name.
     *
     * @param name {@code quick} or {@code full}, in any case; null or blank means quick
     * @return the profile
     * @throws IllegalArgumentException if the name is another one
     */
    public static Profile parse(String name) {
        if (name == null || name.isBlank()) {
            return QUICK;
        }
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            default ->
                throw new IllegalArgumentException(
                        VARIABLE + " = '" + name + "' must be quick or full; unset it for quick");
        };
    }

    /**
     * The value of this profile.
     *
     * @param <T> the type
     * @param quick for {@link #QUICK}
     * @param full for {@link #FULL}
     * @return one of the two
     */
    public <T> T pick(T quick, T full) {
        return this == QUICK ? quick : full;
    }

    /**
     * The number of this profile.
     *
     * @param quick for {@link #QUICK}
     * @param full for {@link #FULL}
     * @return one of the two
     */
    public int pick(int quick, int full) {
        return this == QUICK ? quick : full;
    }

    /**
     * The number of this profile.
     *
     * @param quick for {@link #QUICK}
     * @param full for {@link #FULL}
     * @return one of the two
     */
    public double pick(double quick, double full) {
        return this == QUICK ? quick : full;
    }
}
