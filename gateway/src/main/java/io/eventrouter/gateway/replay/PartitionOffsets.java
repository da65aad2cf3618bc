package io.eventrouter.gateway.replay;

/** An offset for each partition. */
public interface PartitionOffsets {
    long of(int partition);
}
