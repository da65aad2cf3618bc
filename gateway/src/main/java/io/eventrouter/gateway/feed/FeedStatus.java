package io.eventrouter.gateway.feed;

import io.eventrouter.topics.Lane;

/**
 * How a feed does.
 *
 * @param lag events in the topic that it has not read, as last known
 * @param lookAheadBytes read and not yet dispatched by all workers
 * @param lastError the last failure in a word or two; empty for none since it last succeeded
 */
public record FeedStatus(
        Lane lane, FeedState state, long lag, long lookAheadBytes, String lastError) {
    public boolean isReady() {
        return state == FeedState.LIVE;
    }

    public boolean isAlive() {
        return state != FeedState.FAILED;
    }
}
