/**
 * What a cell of a notebook calls: show, live figures, progress, checks, the quick or full profile. Knows nothing about
 * the kernel that runs it. Read {@link org.meanfield4j.notebook.Notebook} first, then {@link
 * org.meanfield4j.notebook.Sink}, the door to a kernel.
 */
package org.meanfield4j.notebook;
