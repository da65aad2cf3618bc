package io.eventrouter.gateway.feed;

/** What a feed is doing. */
public enum FeedState {
    /** It has not reached Kafka yet. */
    STARTING,
    /** It reads, but has not passed the end that it saw at start, or when it was away last. */
    CATCHING_UP,
    /** It hands on events as they are routed. */
    LIVE,
    /** A call to Kafka failed; it will be repeated. */
    RETRYING,
    /** A broker that it reads from has not answered for a while; the consumer goes on trying. */
    CUT_OFF,
    /** It cannot go on: the process should be restarted. */
    FAILED
}
