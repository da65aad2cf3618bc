package io.eventrouter.merge.streams;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What brokers refused as too large, until the thread that sent it asks. Kafka tells of it on the
 * producer's I/O thread. Whoever sends a dead letter from there may wait for room in the buffer, on
 * the one thread that makes room; and a flush that is under way does not wait for that letter, so
 * that the offset of a record could be committed before there is anything in its place.
 *
 * <p>Thread-safe: the I/O thread adds, the sending thread takes. Holds no more than was in the
 * producer's buffer at one time, as the sending thread asks with each record that it sends.
 */
final class LateRefusals {
    private final Queue<Late> late = new ConcurrentLinkedQueue<>();

    // Confined to the sending thread.
    private boolean telling;

    private record Late(Callback callback, RecordMetadata metadata, Exception refusal) {}

    /** The same callback for a record that this thread sends, less refusals on another thread. */
    Callback puttingOff(Callback callback) {
        Thread sender = Thread.currentThread();
        return (metadata, failure) -> {
            if (failure instanceof RecordTooLargeException && Thread.currentThread() != sender)
                late.add(new Late(callback, metadata, failure));
            else callback.onCompletion(metadata, failure);
        };
    }

    /**
     * Tells of them now. What is told may send in turn, and so come back here: it finds nothing to
     * do then.
     *
     * @return whether there were any
     */
    boolean tell() {
        if (telling || late.isEmpty()) return false;
        telling = true;
        try {
            for (Late next = late.poll(); next != null; next = late.poll())
                next.callback.onCompletion(next.metadata, next.refusal);
        } finally {
            telling = false;
        }
        return true;
    }
}
