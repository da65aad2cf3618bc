package io.eventrouter.gateway.session;

/** Opens sessions; the engine implements it, the socket package uses it. Thread-safe. */
public interface Sessions {
    /**
     * A session over that connection; {@code welcome} is queued when it takes control messages.
     *
     * @param controlMessages whether the client understands messages with {@code op}; if not, it is
     *     sent events only (subprotocol {@code cloudevents.json})
     */
    Session open(FrameSink sink, boolean controlMessages);
}
