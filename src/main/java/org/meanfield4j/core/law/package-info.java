/**
 * What games and solvers hand to each other: laws and tabular policies, the starts that hold them, and by what a file and a
 * reader know them. A new kind of law or policy that several models share goes here.
 */
package org.meanfield4j.core.law;
