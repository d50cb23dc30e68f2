/**
 * The bilevel policy gradient of the paper with exact gradients, its variants in steps and parametrisation, its metrics
 * and the analysis of its contraction. A new step rule or a new model-based learner goes here.
 */
package org.meanfield4j.graphon.bilevel;
