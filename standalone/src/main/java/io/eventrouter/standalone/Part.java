package io.eventrouter.standalone;

import java.util.function.BooleanSupplier;

/**
 * Something that was started.
 *
 * @param name for a person, such as {@code gateway}
 * @param alive whether it still does its work; false is for good
 * @param ready whether it can take work now
 * @param stop stops it in good order; returns when it has
 */
record Part(String name, BooleanSupplier alive, BooleanSupplier ready, Runnable stop) {
    /** One that works from the moment it has started. */
    static Part readyAtOnce(String name, BooleanSupplier alive, Runnable stop) {
        return new Part(name, alive, alive, stop);
    }
}
