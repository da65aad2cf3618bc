/**
 * How {@code tail} shows events. Pure, but for the listener that prints; that is confined to the
 * client's thread. Imports {@code cli.client} and {@code cli.text}.
 */
package io.eventrouter.cli.tail;
