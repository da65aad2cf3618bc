/**
 * What goes onto a terminal: text that cannot harm it, cut to its width, and coloured.
 *
 * <p>Pure and immutable throughout; any thread may use it. Imports nothing of this project.
 */
package io.eventrouter.cli.text;
