/**
 * The only room of the core that knows ND4J: conversions of laws, policies and arrays, and large dense products. A new
 * conversion goes here.
 */
package org.meanfield4j.core.nd4j;
