package io.eventrouter.standalone;

/** What a process does: {@code up}, {@code router} or {@code gateway}. */
@FunctionalInterface
interface Role {
    /**
     * Starts its parts in order, adding each at once, so that those before a part that cannot start
     * are stopped.
     *
     * @return what to tell the user once all parts are ready
     * @throws StartException when one cannot start
     */
    String start(Parts parts);
}
