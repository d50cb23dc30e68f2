/**
 * The linear-quadratic problems of a single label, solved exactly: slopes by Riccati recursion, means and gradients by
 * adjoints, best responses, the outer map. Not for cells; public only because the rooms above use it.
 */
package org.meanfield4j.graphon.internal.exact;
