/**
 * Random numbers: streams derived by key from one seed, the only source of randomness of the library, and tables that
 * draw from discrete laws in constant time. A new distribution, kind of stream or
 * sampling trick goes here.
 */
package org.meanfield4j.core.random;
