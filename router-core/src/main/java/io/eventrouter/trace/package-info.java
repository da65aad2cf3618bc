/**
 * Spans: what an event's way through a process is in a trace, and how that gets to a collector. Off
 * unless an endpoint is set, and then made only for events that are sampled.
 *
 * <p>The only package that imports OpenTelemetry. Spans are made and ended on any thread and wait
 * in a bounded queue; OpenTelemetry's own threads send them. Imports settings, the codec and
 * meters.
 */
package io.eventrouter.trace;
