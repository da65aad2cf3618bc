/**
 * What an event is: validated values, immutable, with no dependency but the JDK.
 *
 * <p>Every type here can be shared between threads. A value that exists is valid: constructors
 * refuse what the contract (docs/protocol.md) does not allow, with an {@link
 * io.eventrouter.event.InvalidEventException} that says what, and what is allowed.
 */
package io.eventrouter.event;
