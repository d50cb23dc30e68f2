/**
 * What a public method does before anything else: {@link org.meanfield4j.core.check.Require} refuses arguments in one line,
 * parameter, value, constraint, remedy. Below all other rooms. A check that two rooms need goes here.
 */
package org.meanfield4j.core.check;
