package io.eventrouter.cli.demo;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/**
 * What the subscriber saw of one scene: which act, when. Written by the subscriber's thread alone;
 * others read what came before the count that they see.
 */
public final class Recording {
    private final int[] acts;
    private final long[] nanos;
    private final BitSet seen = new BitSet();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private volatile int arrivals;

    /**
     * @param size how many acts the scene has
     */
    public Recording(int size) {
        acts = new int[size];
        nanos = new long[size];
    }

    /** An act has arrived. A repeat, or a number that the scene does not have, is passed over. */
    public void arrived(int act, long atNanos) {
        if (act < 0 || act >= acts.length || seen.get(act)) return;
        seen.set(act);
        int rank = arrivals;
        acts[rank] = act;
        nanos[rank] = atNanos;
        arrivals = rank + 1;
        if (rank + 1 == acts.length) complete.complete(null);
    }

    /** Completes when every act has arrived. */
    public CompletableFuture<Void> complete() {
        return complete.copy();
    }

    /** How many have arrived so far. */
    public int arrivals() {
        return arrivals;
    }

    /** The act that arrived as that one, from 0; below a count that {@link #arrivals()} gave. */
    public int act(int rank) {
        return acts[rank];
    }

    /** When it arrived, {@link System#nanoTime()}. */
    public long nanos(int rank) {
        return nanos[rank];
    }
}
