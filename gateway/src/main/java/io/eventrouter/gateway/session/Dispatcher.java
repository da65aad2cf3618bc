package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.trace.DispatchSpan;
import io.eventrouter.gateway.trace.SpanPart;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers an event to the sessions of one worker that want it. What one session does with it does
 * not touch the others. Confined to its worker's thread.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Shard shard;
    private final Consumer<LiveSession> offer = this::offer;
    private RoutedEvent event;
    private EventTrace trace;
    private Delivery delivery;

    Dispatcher(Shard shard) {
        this.shard = shard;
    }

    /** Returns how many sessions it was offered to. */
    int dispatch(RoutedEvent next) {
        event = next;
        trace = trace(next);
        shard.traces().add(trace);
        shard.meters()
                .dispatched(
                        next.rank(), trace.dispatchedMillis() - next.record().publishedMillis());
        int offers =
                shard.index()
                        .forEachRecipient(
                                next.record().channel(),
                                next.rank(),
                                next.record().position(),
                                offer);
        trace.offered(offers);
        if (trace.span() != null) shard.openSpans().add(trace.span());
        event = null;
        trace = null;
        delivery = null;
        shard.removeThoseOver();
        return offers;
    }

    private EventTrace trace(RoutedEvent next) {
        DispatchSpan span = next.span();
        SpanPart part = span == null ? null : span.part(shard.clock().nanos());
        return new EventTrace(next, shard.clock().millis(), part);
    }

    private void offer(LiveSession session) {
        if (delivery == null) delivery = shard.delivery(event, trace);
        try {
            act(session.offer(delivery), session);
        } catch (RuntimeException e) {
            if (trace.span() == null) failed(session, e);
            else trace.span().whileLogged(() -> failed(session, e));
        }
    }

    private void act(Offer offer, LiveSession session) {
        if (offer instanceof Offer.Expired) dropped(DropReason.EXPIRED);
        else if (offer instanceof Offer.Over) trace.dropped(DropReason.CLOSED);
        else if (offer instanceof Offer.Overflow) {
            dropped(DropReason.SLOW_CONSUMER);
            session.cut(CloseReason.SLOW_CONSUMER);
        }
    }

    private void dropped(DropReason reason) {
        shard.meters().dropped(delivery.rank(), reason);
        trace.dropped(reason);
    }

    private void failed(LiveSession session, RuntimeException cause) {
        if (delivery.isEncoded()) {
            LOG.atError()
                    .setCause(cause)
                    .addKeyValue("session", session.id())
                    .log("A session failed");
            session.cut(CloseReason.INTERNAL);
        } else {
            LOG.atDebug()
                    .setCause(cause)
                    .addKeyValue("position", event.record().position())
                    .log("An event cannot be encoded");
            dropped(DropReason.UNENCODABLE);
        }
    }
}
