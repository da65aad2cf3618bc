package io.eventrouter.gateway.publish;

import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.PublishMode;
import io.eventrouter.config.PublishSettings;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.auth.HostNames;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.publish.PublishOutcome.Published;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.Tracing;
import io.eventrouter.wire.UncheckedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Publishing, as a client's port sees it: whether the client may, and whether the event is one, is
 * decided at once; what passes goes to Kafka, and is answered when Kafka has acknowledged it.
 *
 * <p>Thread-safe: its parts are. No call blocks, and no future fails.
 */
public final class Publishing implements AutoCloseable {
    private static final Refused NOT_OPEN =
            new Refused(
                    ErrorCode.FORBIDDEN, "this gateway takes no events here: see publish.enabled");

    private final PublishMode mode;
    private final boolean onLoopback;
    private final int mostBodyBytes;
    private final ClientEvents events;
    private final ClientPublisher publisher;
    private final InFlight inFlight;
    private final PublishMeters meters;

    Publishing(
            GatewaySettings settings,
            Priorities priorities,
            ClientPublisher publisher,
            InFlight inFlight,
            int maxEventBytes,
            MeterRegistry registry) {
        mostBodyBytes = PublishSettings.largestBody(maxEventBytes);
        mode = settings.publish().mode();
        onLoopback = HostNames.isLoopback(settings.host());
        events = new ClientEvents(priorities, Clock.systemUTC());
        this.publisher = publisher;
        this.inFlight = inFlight;
        meters = new PublishMeters(priorities, inFlight, registry);
    }

    /**
     * With a connection to Kafka, which is made in the background; without one where nobody may
     * publish.
     *
     * @throws io.eventrouter.ingest.PublishException when a property for Kafka's client is invalid
     */
    public static Publishing toKafka(
            Settings settings, TopicNames topics, MeterRegistry registry, Tracing tracing) {
        if (settings.gateway().publish().mode() == PublishMode.FALSE)
            return toNobody(settings, registry);
        InFlight inFlight = inFlight(settings);
        var publisher = ClientPublisher.toKafka(settings, topics, inFlight, tracing);
        return of(settings, publisher, inFlight, registry);
    }

    /** Without a connection to Kafka: nothing is ever published. */
    public static Publishing toNobody(Settings settings, MeterRegistry registry) {
        InFlight inFlight = inFlight(settings);
        return of(settings, ClientPublisher.none(inFlight), inFlight, registry);
    }

    private static InFlight inFlight(Settings settings) {
        PublishSettings publish = settings.gateway().publish();
        return new InFlight(publish.inFlightEvents(), publish.inFlightBytes());
    }

    private static Publishing of(
            Settings settings,
            ClientPublisher publisher,
            InFlight inFlight,
            MeterRegistry registry) {
        return new Publishing(
                settings.gateway(),
                settings.levels().priorities(),
                publisher,
                inFlight,
                settings.topics().maxEventBytes(),
                registry);
    }

    /**
     * Who publishes.
     *
     * @param withinRate counts one event of that level; false when that is more than it may
     */
    public record Client(Identity identity, Predicate<Priority> withinRate) {}

    /** Room for what arrives. */
    public InFlight inFlight() {
        return inFlight;
    }

    /** The largest body that can be an event. */
    public int mostBodyBytes() {
        return mostBodyBytes;
    }

    /** Whether that client may publish anything at all. */
    public boolean isOpenTo(Identity who) {
        return switch (mode) {
            case FALSE -> false;
            case TRUE -> true;
            case AUTO -> onLoopback || !who.equals(Identity.ANYONE);
        };
    }

    /**
     * What {@code publish} says on a socket.
     *
     * @param sent reads it; may throw {@link InvalidEventException}
     */
    public CompletableFuture<PublishOutcome> message(Client client, Supplier<UncheckedEvent> sent) {
        return publish(client, sent, events::completeMessage);
    }

    /** A CloudEvent that came by itself; as above. */
    public CompletableFuture<PublishOutcome> event(Client client, Supplier<UncheckedEvent> sent) {
        return publish(client, sent, (event, who) -> event);
    }

    private CompletableFuture<PublishOutcome> publish(
            Client client,
            Supplier<UncheckedEvent> sent,
            BiFunction<UncheckedEvent, Identity, UncheckedEvent> complete) {
        if (!isOpenTo(client.identity())) return refuse(NOT_OPEN);
        Event event;
        try {
            event = events.check(complete.apply(sent.get(), client.identity()));
        } catch (InvalidEventException e) {
            return refuse(Refused.of(e));
        }
        long since = System.nanoTime();
        return refusal(client, event)
                .<CompletableFuture<PublishOutcome>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> publisher.publish(event))
                .whenComplete((outcome, none) -> ended(event.priority(), outcome, since));
    }

    private CompletableFuture<PublishOutcome> refuse(Refused refused) {
        meters.refused(refused);
        return CompletableFuture.completedFuture(refused);
    }

    /** Counts what a port refuses by itself, before there is an event. */
    public Refused refuse(ErrorCode code, String message) {
        var refused = new Refused(code, message);
        meters.refused(refused);
        return refused;
    }

    /** Counts a body for which there is no room. */
    public Refused refuseForRoom() {
        meters.refused(KafkaRefusals.NO_ROOM);
        return KafkaRefusals.NO_ROOM;
    }

    /** Counts a client that may publish nothing. */
    public Refused refuseNotOpen() {
        meters.refused(NOT_OPEN);
        return NOT_OPEN;
    }

    /** Why a right event is not taken of that client; the rate last, as that counts. */
    private static Optional<PublishOutcome> refusal(Client client, Event event) {
        Identity who = client.identity();
        if (!ClientEvents.maySpeakFor(event.id().source(), who))
            return forbidden(
                    "source: this client is "
                            + ClientEvents.sourceOf(who)
                            + ": that is allowed, and what is below it");
        if (!who.mayPublish(event.channel()))
            return forbidden("channel: this client may not publish to " + event.channel());
        if (!who.mayPublish(event.priority()))
            return forbidden("priority: this client may not publish " + event.priority());
        return client.withinRate().test(event.priority())
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                ErrorCode.RATE,
                                "more is published at "
                                        + event.priority()
                                        + " than publish.events-per-second allows"));
    }

    private static Optional<PublishOutcome> forbidden(String message) {
        return Optional.of(new Refused(ErrorCode.FORBIDDEN, message));
    }

    private void ended(Priority level, PublishOutcome outcome, long since) {
        meters.ended(level, outcome);
        if (outcome instanceof Published) meters.acknowledged(level, System.nanoTime() - since);
    }

    /** Waits for what is under way, within the time-out; then refuses all. */
    @Override
    public void close() {
        publisher.close();
    }
}
