package io.eventrouter.benchmarks.figure;

/**
 * A chart on disk.
 *
 * @param file its name, in the directory of the page
 */
public record Drawn(String file, String title) {}
