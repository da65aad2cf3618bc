package io.eventrouter.config;

/** How much is logged, the least first. From {@link #DEBUG} on, failures have stack traces. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
