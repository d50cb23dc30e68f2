/**
 * Linear algebra on flat arrays: small products and factorisations, columns of label-last tables, extreme eigenvalues of
 * large operators. Not for cells; public only because the rooms above use it.
 */
package org.meanfield4j.graphon.internal.linear;
