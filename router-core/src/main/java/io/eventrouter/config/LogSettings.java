package io.eventrouter.config;

/**
 * What is logged.
 *
 * @param level of event-router's own lines
 */
public record LogSettings(LogLevel level) {}
