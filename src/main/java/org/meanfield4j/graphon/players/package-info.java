/**
 * Beyond infinitely many equal players: finite sampled networks, players with parameters of their own, common noise.
 * What happens to an equilibrium when an assumption of the limit is dropped goes here.
 */
package org.meanfield4j.graphon.players;
