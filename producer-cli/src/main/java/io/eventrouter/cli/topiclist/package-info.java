/**
 * The topics as text and JSON for people and scripts. Pure; any thread. Imports {@code topics} of
 * router-core, {@code cli.tail} and {@code cli.text}.
 */
package io.eventrouter.cli.topiclist;
