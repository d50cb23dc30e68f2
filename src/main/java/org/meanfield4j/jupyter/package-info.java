/**
 * The glue to the JJava kernel: renderers, imports, outputs, the stop button. The only package that knows the kernel.
 * Read {@link org.meanfield4j.jupyter.MeanField4JExtension} first, then {@link org.meanfield4j.jupyter.CellGate}.
 */
package org.meanfield4j.jupyter;
