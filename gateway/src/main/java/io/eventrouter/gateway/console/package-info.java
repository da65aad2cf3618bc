/**
 * What the console shows, gathered only while somebody looks: figures of each level, the routers'
 * groups, health of the nodes that the settings name, and the newest dead letters.
 *
 * <p>Three tasks, each on a thread of a small pool and each with what it reads confined to itself,
 * publish immutable views; {@link io.eventrouter.gateway.console.Console} hands them out to any
 * thread and never waits. Imports {@code session} for what was dispatched, {@code feed} for a
 * consumer, and {@code config}, {@code event}, {@code topics} and {@code wire} of router-core;
 * neither {@code socket} nor {@code admin}.
 */
package io.eventrouter.gateway.console;
