/**
 * Ready-made stationary mean-field games. States, actions, kernel, reward and source of each:
 *
 * <table>
 * <caption>The games</caption>
 * <tr><th>class</th><th>states</th><th>actions</th><th>kernel</th><th>reward</th><th>source</th></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.CrowdGrid}</td><td>free cells of a room</td>
 *     <td>stay, up, right, down, left</td><td>move with slip, walls block; optionally entering a full cell fails</td>
 *     <td>closeness to a point of interest − crowd penalty − move cost</td>
 *     <td>the paper's grid crowd game; reward and constants are ours</td></tr>
 * </table>
 */
package org.meanfield4j.stationary.games;
