package io.eventrouter.gateway.feed;

/** What a feed is doing. */
public enum FeedState {
    /** It has not reached Kafka yet. */
    STARTING,
    /** It reads, but has not passed the end that it saw at start. */
    CATCHING_UP,
    /** It hands on events as they are routed. */
    LIVE,
    /** A call to Kafka failed; it will be repeated. */
    RETRYING,
    /** No broker has answered for a while; the consumer goes on trying. */
    CUT_OFF,
    /** It cannot go on: the process should be restarted. */
    FAILED
}
