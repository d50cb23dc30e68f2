/**
 * The bilevel policy gradient whose policies are neural networks of time and label, on ND4J. Another architecture goes
 * here.
 */
package org.meanfield4j.graphon.neural;
