package org.meanfield4j.notebook;

import java.util.List;
import java.util.Map;

/**
 * What the Javadoc of one public thing says.
 *
 * @param room its package
 * @param owner the type that it belongs to, e.g. {@code "Graph.Edge"}; empty for one with a file of its own
 * @param name its own name
 * @param label as it is called, or the kind and name of a type
 * @param type whether it is a type
 * @param summary the first sentence
 * @param text all sentences
 * @param parameters name to text, in their order; of a record its settings
 * @param outcome what it returns and throws, a line each
 */
record Documented(
        String room,
        String owner,
        String name,
        String label,
        boolean type,
        String summary,
        String text,
        Map<String, String> parameters,
        List<String> outcome) {

    /** The name of the type that this is, or belongs to, without its package. */
    String typeName() {
        return !type ? owner : owner.isEmpty() ? name : owner + "." + name;
    }

    /** The class of {@link #typeName}. */
    Class<?> typeClass() throws ClassNotFoundException {
        return Class.forName(room + "." + typeName().replace('.', '$'));
    }
}
