/**
 * The events that every server is given, and how a receiver finds in them when they were published.
 * Pure.
 */
package io.eventrouter.benchmarks.fanout.message;
