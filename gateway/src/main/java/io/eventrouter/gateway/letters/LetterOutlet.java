package io.eventrouter.gateway.letters;

import io.eventrouter.ingest.RecordPublisher;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where letters are written to. Called by one thread; completes on any. */
interface LetterOutlet extends AutoCloseable {
    /**
     * May wait for room, in bounded time.
     *
     * @return completes when the letter is kept for good; exceptionally, with a {@link
     *     io.eventrouter.ingest.PublishException}, when it is not
     */
    CompletableFuture<?> write(ProducerRecord<byte[], byte[]> letter);

    @Override
    void close();

    static LetterOutlet to(RecordPublisher publisher) {
        return new LetterOutlet() {
            @Override
            public CompletableFuture<?> write(ProducerRecord<byte[], byte[]> letter) {
                return publisher.publish(letter);
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }
}
