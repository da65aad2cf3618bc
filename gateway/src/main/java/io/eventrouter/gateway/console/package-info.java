/**
 * What the console shows, gathered only while somebody looks: figures of each level, the routers'
 * groups, health of the nodes that the settings name, the newest dead letters, and the slowest
 * sessions. And what it does: it closes a session, and replays a dead letter.
 *
 * <p>Four tasks, each on a thread of its own and each with what it reads confined to itself,
 * publish immutable views; {@link io.eventrouter.gateway.console.Console} hands them out to any
 * thread and never waits. Letters are replayed on one more thread, one after the other. Imports
 * {@code session} for what was dispatched and for sessions, {@code feed} for a consumer, and {@code
 * config}, {@code event}, {@code ingest}, {@code letters}, {@code topics} and {@code wire} of
 * router-core; neither {@code socket} nor {@code admin}.
 */
package io.eventrouter.gateway.console;
