package io.eventrouter.standalone;

/** The process was told to stop while it was starting; no failure. */
final class StopRequestedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopRequestedException() {
        super("stopped while starting", null, false, false);
    }
}
