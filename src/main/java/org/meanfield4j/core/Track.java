package org.meanfield4j.core;

import java.util.Arrays;
import org.meanfield4j.core.files.ArrayFiles;

/**
 * Rows of numbers that grow beside the history of a run: the rows of an inner loop, the laws on the way. What a step adds
 * is kept only when the step is accepted. Saved with the run. Not thread-safe while it grows.
 */
public final class Track {
    private final String name;
    private final int width;
    private double[] values = new double[0];
    private int rows;
    private int kept;

    /**
     * An empty track.
     *
     * @param name unique within the run
     * @param width how many numbers a row has
     */
    public Track(String name, int width) {
        this.name = name;
        this.width = width;
    }

    /**
     * Adds a row, kept if the step that adds it is accepted.
     *
     * @param row as many numbers as the width; copied
     */
    public void add(double... row) {
        if ((rows + 1) * (long) width > values.length) {
            values = Arrays.copyOf(values, Math.max(16 * width, Math.multiplyExact(2, values.length)));
        }
        System.arraycopy(row, 0, values, rows * width, width);
        rows++;
    }

    /**
     * What it is called in files.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * How many rows are kept.
     *
     * @return the number of rows
     */
    public int rows() {
        return kept;
    }

    /**
     * One row.
     *
     * @param row from 0
     * @return a copy, as many numbers as the width
     */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    /**
     * All rows.
     *
     * @return a copy, shape [rows, width]
     */
    public ArrayFiles.Array array() {
        return new ArrayFiles.Array(Arrays.copyOf(values, kept * width), kept, width);
    }

    /** Keeps what was added; the loop calls it when it accepts a step. */
    public void commit() {
        kept = rows;
    }

    /** Drops what was added since {@link #commit}. */
    public void discard() {
        rows = kept;
    }

    /**
     * Takes over the rows of an earlier part of the run.
     *
     * @param flat all of them, row by row; copied
     */
    public void restore(double[] flat) {
        values = flat.clone();
        rows = width == 0 ? 0 : flat.length / width;
        kept = rows;
    }
}
