package io.eventrouter.config;

/**
 * What is logged, and how.
 *
 * @param level of event-router's own lines
 * @param format of all lines
 */
public record LogSettings(LogLevel level, LogFormat format) {}
