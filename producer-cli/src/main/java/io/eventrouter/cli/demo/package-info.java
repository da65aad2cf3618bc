/**
 * The demo: a burst of events with alerts in it, and what a subscriber saw of them.
 *
 * <p>{@link io.eventrouter.cli.demo.Scene} is what happens, {@link
 * io.eventrouter.cli.demo.Recording} what was seen, {@link io.eventrouter.cli.demo.Findings} what
 * that comes to, {@link io.eventrouter.cli.demo.DemoReport} how it is shown. Pure, but for the
 * recording, which two threads write to. Imports {@code event} of router-core and {@code cli.text}.
 */
package io.eventrouter.cli.demo;
