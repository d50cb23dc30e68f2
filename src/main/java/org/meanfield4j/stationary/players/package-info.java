/**
 * Finitely many players: what the policy of the mean-field limit is worth among N of them.
 */
package org.meanfield4j.stationary.players;
