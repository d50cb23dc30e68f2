/**
 * Ready problems with finitely many states, each as a record of all its constants, among them the three of the paper: two
 * states, cybersecurity, distribution planning. Constants that the paper's public text does not give are taken from related work or reconstructed, and say
 * so. A new mean-field control problem goes here.
 */
package org.meanfield4j.control.games;
