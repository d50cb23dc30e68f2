/**
 * What a picture needs to know of a state space: cells of a grid, nodes and edges of a graph. A new kind of space that
 * figures draw goes here.
 */
package org.meanfield4j.core.geometry;
