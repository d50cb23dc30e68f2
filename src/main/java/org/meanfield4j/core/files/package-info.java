/**
 * Files that outlive a killed process: arrays in the formats of numpy, checkpoints with a digest, whole or not at all,
 * whatever the state of the thread that writes. A new file format goes here.
 */
package org.meanfield4j.core.files;
