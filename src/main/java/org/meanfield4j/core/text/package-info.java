/**
 * How things are written for a reader, the same on every machine: foreign text that must stay text ({@link
 * org.meanfield4j.core.text.SafeText}), numbers and arrays ({@link org.meanfield4j.core.text.Digits}).
 */
package org.meanfield4j.core.text;
