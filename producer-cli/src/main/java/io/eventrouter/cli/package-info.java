/**
 * The command line: {@code publish}, {@code tail}, {@code demo}, {@code dead-letters}, and what
 * every command shares.
 *
 * <p>Commands are thin: they read flags, put the parts of the packages below together, and print.
 * Standard output has what was asked for; everything else goes to standard error, one line each.
 * Confined to the main thread. Imports everything below it, and {@code config} and {@code event} of
 * router-core; never the merge, never the gateway.
 */
package io.eventrouter.cli;
