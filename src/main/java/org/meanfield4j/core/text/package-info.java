/**
 * How things are written for a reader, the same on every machine: foreign text that must stay text ({@link
 * org.meanfield4j.core.text.SafeText}), numbers and arrays ({@link org.meanfield4j.core.text.Digits}). What
 * several rooms write in the same words goes here.
 */
package org.meanfield4j.core.text;
