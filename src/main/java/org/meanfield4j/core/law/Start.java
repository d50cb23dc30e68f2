package org.meanfield4j.core.law;

import java.util.Map;
import org.meanfield4j.core.files.ArrayFiles;

/**
 * Where a solver may start: named arrays such as {@code "log policy"} and {@code "law"}. Every run is one, of any
 * solver of the same model, saved or not.
 */
@FunctionalInterface
public interface Start {

    /**
     * What there is to start from.
     *
     * @return arrays by name; a solver takes those it knows
     */
    Map<String, ArrayFiles.Array> arrays();
}
