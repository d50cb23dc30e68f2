/**
 * Files that outlive a killed process: arrays in the formats of numpy, checkpoints with a digest, whole or not at all,
 * whatever the state of the thread that writes. A new file format goes here; when a checkpoint is written and what
 * it holds is decided in {@code core.loop}.
 */
package org.meanfield4j.core.files;
