/**
 * Finitely many players: what the policy of the mean-field limit is worth among N of them. What else becomes of a
 * stationary game when its population is finite goes here.
 */
package org.meanfield4j.stationary.players;
