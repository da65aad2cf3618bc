package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LateRefusalsTest {
    private final LateRefusals refusals = new LateRefusals();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsOfARefusalOnTheThreadThatSentWhenItAsks() throws Exception {
        Callback callback = refusals.puttingOff(telling("first"));
        elsewhere(() -> callback.onCompletion(null, new RecordTooLargeException()));
        assertThat(told).isEmpty();

        boolean any = refusals.tell();

        assertThat(any).isTrue();
        assertThat(told).containsExactly("first RecordTooLargeException");
        assertThat(refusals.tell()).isFalse();
    }

    @Test
    void putsNothingElseOff() throws Exception {
        Callback callback = refusals.puttingOff(telling("it"));

        callback.onCompletion(null, new RecordTooLargeException());
        elsewhere(() -> callback.onCompletion(null, null));
        elsewhere(() -> callback.onCompletion(null, new TimeoutException()));

        assertThat(told)
                .containsExactly("it RecordTooLargeException", "it null", "it TimeoutException");
        assertThat(refusals.tell()).isFalse();
    }

    /** A letter is sent for each, and a sender asks before it sends: not one within the other. */
    @Test
    void tellsOfManyOneAfterAnother() throws Exception {
        int many = 100_000;
        Callback callback =
                refusals.puttingOff(
                        (metadata, failure) -> {
                            assertThat(refusals.tell()).isFalse();
                            told.add("one");
                        });
        elsewhere(
                () -> {
                    for (int i = 0; i < many; i++)
                        callback.onCompletion(null, new RecordTooLargeException());
                });

        refusals.tell();

        assertThat(told).hasSize(many);
    }

    private Callback telling(String name) {
        return (metadata, failure) ->
                told.add(
                        name + " " + (failure == null ? null : failure.getClass().getSimpleName()));
    }

    private static void elsewhere(Runnable action) throws InterruptedException {
        var thread = new Thread(action, "producer's I/O");
        thread.start();
        thread.join();
    }
}
