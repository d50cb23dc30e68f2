/**
 * Exact equilibria of linear-quadratic graphon games, in discrete and in continuous time, what runs are measured
 * against; and what a given policy costs and could gain. A new exact solver or closed form goes here.
 */
package org.meanfield4j.graphon.equilibrium;
