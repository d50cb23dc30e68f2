package org.meanfield4j.core.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.meanfield4j.core.Monitor;

/**
 * A long experiment whose results are recorded in the repository. Found by {@link java.util.ServiceLoader}, so an
 * implementation is a public class with a public constructor without arguments, named in {@code
 * META-INF/services/org.meanfield4j.core.experiment.Experiment}. {@code ./lab reproduce NAME} runs it.
 */
public interface Experiment {

    /**
     * What the user types, unique among all experiments.
     *
     * @return lower-case words joined by hyphens, e.g. {@code "mf-trpo-scaling"}
     */
    String name();

    /**
     * One line for the list of experiments: what is recorded and about how long it takes.
     *
     * @return a sentence without a full stop
     */
    String describe();

    /**
     * Runs the experiment and writes its results, each as a {@link RecordedResult}.
     *
     * @param resultsFolder where the files go, named after the experiment
     * @param monitor watches and cancels; a cancelled experiment writes nothing
     * @throws IOException if a file cannot be written
     */
    void run(Path resultsFolder, Monitor monitor) throws IOException;
}
