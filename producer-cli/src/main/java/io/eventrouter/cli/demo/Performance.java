package io.eventrouter.cli.demo;

import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.EventClient;
import io.eventrouter.cli.publish.Publishing;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.ingest.Acknowledged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Plays a scene to one subscriber. It rehearses first, with one event of each level: that shows
 * whether everything is in place, and it opens every connection, so that none is part of a delay.
 * Confined to the calling thread; every wait is bounded.
 */
public final class Performance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration GOOD_BYE = Duration.ofSeconds(1);

    private final List<Act> rehearsal;
    private final List<Act> acts;
    private final Recording rehearsed;
    private final Recording recording;
    private final Audience audience;
    private final EventClient client;
    private final String url;

    /**
     * @param settings subscribed to the namespace
     * @param namespace of both scenes' channels: {@code NAMESPACE.rehearsal} and {@code
     *     NAMESPACE.scene}
     */
    public Performance(
            ClientSettings settings, String namespace, List<Act> rehearsal, List<Act> acts) {
        this.rehearsal = rehearsal;
        this.acts = acts;
        this.rehearsed = new Recording(rehearsal.size());
        this.recording = new Recording(acts.size());
        this.audience =
                new Audience(
                        Map.of(
                                rehearsalOf(namespace), rehearsed,
                                sceneOf(namespace), recording));
        this.client = new EventClient(settings, audience);
        this.url = settings.url().toString();
    }

    /** The namespace of the rehearsal. */
    public static String rehearsalOf(String namespace) {
        return namespace + ".rehearsal";
    }

    /** The namespace of the scene itself. */
    public static String sceneOf(String namespace) {
        return namespace + ".scene";
    }

    /**
     * Connects the subscriber.
     *
     * @throws DemoFailedException when there is no gateway
     */
    public void seat() {
        client.start();
        if (await(audience.ready(), PATIENCE)) return;
        throw new DemoFailedException(
                "there is no gateway at "
                        + url
                        + " ("
                        + reasonOfEnd("no answer")
                        + "): start everything with event-router up, and try again; --url names"
                        + " another");
    }

    /**
     * Sends one event of each level, and waits for them.
     *
     * @throws DemoFailedException when they are not acknowledged, or do not arrive
     */
    public void rehearse(Publishing publishing) {
        send(publishing, rehearsal);
        if (await(rehearsed.complete(), PATIENCE)) return;
        throw new DemoFailedException(
                "Kafka has the events, but "
                        + (rehearsal.size() - rehearsed.arrivals())
                        + " of "
                        + rehearsal.size()
                        + " did not arrive ("
                        + reasonOfEnd("waited " + PATIENCE.toSeconds() + " s")
                        + "): is a router running, and does the gateway read the same Kafka?");
    }

    /**
     * Sends the scene, all at once, and waits for it.
     *
     * @return what was seen; perhaps not all, when time ran out or the subscriber was cut off
     * @throws DemoFailedException when Kafka did not acknowledge everything
     */
    public Findings play(Publishing publishing, Duration patience) {
        long[] sentNanos = send(publishing, acts);
        boolean unused = await(recording.complete(), patience);
        return Findings.of(acts, sentNanos, recording);
    }

    private static long[] send(Publishing publishing, List<Act> acts) {
        var sentNanos = new long[acts.size()];
        var acknowledgements = new ArrayList<CompletableFuture<Acknowledged>>(acts.size());
        for (Act act : acts) {
            sentNanos[act.number()] = System.nanoTime();
            acknowledgements.add(publishing.publish(act.event(Instant.now())));
        }
        try {
            CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
        } catch (RuntimeException e) {
            throw new DemoFailedException("Kafka did not acknowledge: " + Reasons.of(e));
        }
        return sentNanos;
    }

    /** Whether it completed in time, and before the subscriber was cut off. */
    private boolean await(CompletableFuture<Void> what, Duration patience) {
        try {
            CompletableFuture.anyOf(what, client.ended())
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return what.isDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return what.isDone();
    }

    /** Why the subscriber was cut off, if it was. */
    public String reasonOfEnd(String otherwise) {
        Disconnection why = client.ended().exceptionally(e -> null).getNow(null);
        return why == null ? otherwise : why.description();
    }

    /** Waits a moment for the subscriber's good-bye to go out. */
    @Override
    public void close() {
        client.close();
        boolean unused = await(new CompletableFuture<>(), GOOD_BYE);
    }
}
