package io.eventrouter.gateway.session;

/** What became of an event that was offered to a session. */
sealed interface Offer {
    Offer QUEUED = new Queued();
    Offer SHED = new Shed();
    Offer EXPIRED = new Expired();
    Offer OVERFLOW = new Overflow();
    Offer OVER = new Over();

    /** It waits for its turn to be written. */
    record Queued() implements Offer {}

    /** There was no room, and it is of a level whose events are dropped then; that is counted. */
    record Shed() implements Offer {}

    /** Its time had passed already. */
    record Expired() implements Offer {}

    /** The queue is full of what may not be dropped, and the client is what holds it up. */
    record Overflow() implements Offer {}

    /** The session ends or has ended: it takes nothing any more. */
    record Over() implements Offer {}
}
