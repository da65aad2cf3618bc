package io.eventrouter.cli.load;

import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.EventClient;
import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.publish.Publishing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Carries out a load: seats the subscriber, where there is one, sends, and waits for what is late.
 *
 * <pre>
 *   seat ─▶ send (until the plan ends, or stop) ─▶ acknowledgements ─▶ deliveries, within patience
 * </pre>
 *
 * Confined to the calling thread, but for {@link #report}, which one other thread may call
 * meanwhile, and {@code stop}; every wait is bounded.
 */
public final class LoadRun implements AutoCloseable {
    private static final Duration SEATING = Duration.ofSeconds(15);
    private static final Duration GOOD_BYE = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = 20_000_000;

    private final LoadPlan plan;
    private final LoadEvents events;
    private final LoadTally tally;
    private final BooleanSupplier stop;
    private Optional<EventClient> client = Optional.empty();

    /**
     * @param name of this load, a token of a channel; unlike that of any other at the same time
     * @param watched whether {@link #seat} will be called
     * @param stop whether it is to end; asked often
     */
    public LoadRun(LoadPlan plan, String name, boolean watched, BooleanSupplier stop) {
        this.plan = plan;
        this.events = new LoadEvents(name, plan);
        this.tally = new LoadTally(events, watched);
        this.stop = stop;
    }

    /** What the channels of this load begin with. */
    public String namespace() {
        return events.namespace();
    }

    /** Gives up where there is no gateway to begin with; later goes by that policy. */
    public ReconnectPolicy reconnect(ReconnectPolicy later) {
        LoadAudience audience = tally.audience().orElseThrow();
        return (why, hint, failures) ->
                audience.ready().isDone()
                        ? later.delayAfter(why, hint, failures)
                        : Optional.empty();
    }

    /**
     * Connects the subscriber.
     *
     * @param settings subscribed to {@code load.NAME.>}
     * @throws LoadFailedException when there is no gateway
     */
    public void seat(ClientSettings settings) {
        LoadAudience audience = tally.audience().orElseThrow();
        var opened = new EventClient(settings, audience);
        client = Optional.of(opened);
        opened.start();
        if (await(CompletableFuture.anyOf(audience.ready(), opened.ended()), SEATING)
                && audience.ready().isDone()) return;
        throw new LoadFailedException(
                "there is no gateway at "
                        + settings.url()
                        + " ("
                        + reasonOfEnd(opened).orElse("no answer")
                        + "): --url names another; --publish-only measures without");
    }

    /**
     * Sends, and waits for what becomes of it.
     *
     * @param acknowledging how long the publisher may take to acknowledge
     */
    public void send(Publishing publishing, Duration acknowledging) {
        long start = System.nanoTime();
        tally.audience().ifPresent(audience -> audience.startAt(start));
        var sender = new LoadSender(plan, events, tally, publishing, start, stop);
        sender.send();
        sender.awaitOutcomes(acknowledging);
        client.ifPresent(this::awaitDeliveries);
    }

    /** After a stop too: what was acknowledged should still arrive. */
    private void awaitDeliveries(EventClient opened) {
        long begin = System.nanoTime();
        while (!tally.isAllDelivered()
                && !opened.ended().isDone()
                && System.nanoTime() - begin < plan.patience().toNanos())
            LockSupport.parkNanos(LOOK_NANOS);
        LoadAudience audience = tally.audience().orElseThrow();
        reasonOfEnd(opened).ifPresent(audience::ended);
    }

    /** What came of it so far. */
    public LoadReport report() {
        return tally.report(stop.getAsBoolean());
    }

    private static Optional<String> reasonOfEnd(EventClient client) {
        if (client.ended().isCompletedExceptionally()) return Optional.of("the subscriber failed");
        return Optional.ofNullable(client.ended().getNow(null)).map(Disconnection::description);
    }

    /** Whether it completed in time, well or not. */
    private static boolean await(CompletableFuture<?> what, Duration patience) {
        try {
            what.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    /** Waits a moment for the subscriber's good-bye to go out. */
    @Override
    public void close() {
        client.ifPresent(
                opened -> {
                    opened.close();
                    boolean unused = await(opened.ended(), GOOD_BYE);
                });
    }
}
