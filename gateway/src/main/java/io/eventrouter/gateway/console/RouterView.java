package io.eventrouter.gateway.console;

import java.util.List;

/**
 * The routers of a lane, as its group tells. Immutable.
 *
 * @param lane such as {@code express}
 * @param group the consumer group
 * @param state as Kafka calls it, such as {@code Stable}
 * @param members routers that are in it
 */
record RouterView(String lane, String group, String state, List<Member> members) {
    /**
     * One router.
     *
     * @param id of its process, as Kafka Streams made it up
     * @param host as Kafka sees it
     * @param threads stream threads
     * @param partitions that it reads
     */
    record Member(String id, String host, int threads, int partitions) {}
}
