/**
 * Ready-made stationary mean-field games; a new one goes here. States, actions, kernel, reward and source of each:
 *
 * <table>
 * <caption>The games</caption>
 * <tr><th>class</th><th>states</th><th>actions</th><th>kernel</th><th>reward</th><th>source</th></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.CrowdGrid}</td><td>free cells of a room</td>
 *     <td>stay, up, right, down, left</td><td>move with slip, walls block; optionally entering a full cell fails</td>
 *     <td>closeness to a point of interest − crowd penalty − move cost</td>
 *     <td>the paper's grid crowd game; reward and constants are ours</td></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.CrowdGraph}</td><td>nodes of a graph</td>
 *     <td>stay, move to a neighbour</td><td>move with slip</td>
 *     <td>attraction by distance to a target − crowd penalty</td>
 *     <td>the paper's graph crowd game; graphs and constants are ours</td></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.ChooseYourState}</td><td>2 and more</td>
 *     <td>the next state</td><td>the chosen state with slip</td><td>(Wμ)(s), linear in the law</td>
 *     <td>ours; rock-paper-scissors after Bench-MFG and MFGLib</td></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.BeachBar}</td><td>11 places on a ring</td>
 *     <td>left, stay, right</td><td>move with slip</td><td>closeness to the bar − log crowd − move cost</td>
 *     <td>form of OpenSpiel's crowd modelling; constants are ours</td></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.TwoBarChain}</td><td>7 places on a chain</td>
 *     <td>left, stay, right</td><td>move with slip, ends reflect</td>
 *     <td>closeness to the nearer bar + company − move cost</td>
 *     <td>form of Bench-MFG's multiple equilibria; constants are ours</td></tr>
 * <tr><td>{@link org.meanfield4j.stationary.games.Circle}</td><td>points of a circle, any number</td>
 *     <td>drift left, none, right</td><td>wrapped Gaussian around the drifted point</td>
 *     <td>closeness to a point − smoothed crowd density − drift cost</td><td>ours</td></tr>
 * </table>
 */
package org.meanfield4j.stationary.games;
