package io.eventrouter.topics;

import io.eventrouter.config.KafkaSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A Kafka admin client all of whose calls share one deadline, so that what is asked of Kafka never
 * hangs. Confined to the thread that opened it.
 */
public final class BoundedAdmin implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;

    private final KafkaSettings kafka;
    private final Duration within;
    private long deadlineNanos;
    private final Admin admin;

    private BoundedAdmin(KafkaSettings kafka, Duration within, Admin admin) {
        this.kafka = kafka;
        this.within = within;
        this.admin = admin;
        renew();
    }

    /**
     * Opens a client; nothing is sent yet.
     *
     * @throws KafkaUnreachableException when no address can be resolved, or a client property is
     *     wrong
     */
    public static BoundedAdmin open(KafkaSettings kafka, Duration within) {
        Properties properties = kafka.toProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        properties.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(within.toMillis(), 5_000));
        try {
            return new BoundedAdmin(kafka, within, Admin.create(properties));
        } catch (KafkaException e) {
            Throwable why = e.getCause() instanceof ConfigException ? e.getCause() : e;
            throw KafkaUnreachableException.refused(kafka, why);
        }
    }

    /** Grants as much time again as it was opened with, counted from now. */
    public void renew() {
        deadlineNanos = System.nanoTime() + within.toNanos();
    }

    /**
     * What Kafka answers.
     *
     * @throws KafkaUnreachableException when it does not by the deadline, or refuses to talk
     * @throws KafkaException when it answers with an error
     */
    public <T> T ask(Function<Admin, KafkaFuture<T>> question) {
        try {
            return question.apply(admin).get(remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw KafkaUnreachableException.silent(kafka, within, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaUnreachableException.refused(kafka, e);
        }
    }

    private RuntimeException failure(Throwable cause) {
        if (cause instanceof TimeoutException)
            return KafkaUnreachableException.silent(kafka, within, cause);
        if (cause instanceof AuthenticationException)
            return KafkaUnreachableException.refused(kafka, cause);
        return cause instanceof RuntimeException known ? known : new KafkaException(cause);
    }

    /** Waits a little, for what is not so yet on the broker that is asked. */
    public void pause() {
        CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                .join();
    }

    private long remainingNanos() {
        return Math.max(0, deadlineNanos - System.nanoTime());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
