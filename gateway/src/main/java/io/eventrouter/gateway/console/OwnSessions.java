package io.eventrouter.gateway.console;

import io.eventrouter.gateway.session.SessionQuestions;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The sessions of the gateway that the console belongs to. Thread-safe, as its parts are.
 *
 * @param instance drawn at the start of the gateway, by which it is known from all others
 * @param gateway what it calls itself
 * @param open how many there are
 * @param questions what can be asked about them
 */
public record OwnSessions(
        String instance, Supplier<String> gateway, LongSupplier open, SessionQuestions questions) {}
