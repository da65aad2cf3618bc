package io.eventrouter.gateway.replay;

/**
 * Who reads a scan: one subscription that catches up. Called on its worker's thread only, after the
 * request on the scanner's.
 */
public interface ReplayReader {
    /** The scan that it asked for begins; it must leave the window at some time. */
    void begin(ScanWindow window);

    /** There may be more to read in its window. */
    void more();

    /** It was too slow for the others, and has been taken out of its window. */
    void leftBehind();

    /** The number of the event that it reads next in its window. */
    long at();

    /** Whether it still wants to read. */
    boolean isWaiting();
}
