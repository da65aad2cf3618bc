/**
 * Where an event is: found in the topics, and asked of gateways. {@link
 * io.eventrouter.cli.explain.EventSearch} decides on ports; {@link
 * io.eventrouter.cli.explain.GatewayQuestions} is the adapter to the admin ports.
 *
 * <p>Confined to the command's thread. Imports {@code letters}, {@code publish}, {@code records},
 * {@code tail} and {@code text} of the command line, and {@code event}, {@code topics} and {@code
 * wire} of router-core.
 */
package io.eventrouter.cli.explain;
