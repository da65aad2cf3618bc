package io.eventrouter.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RoutedRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of the routed topic that go no further: events of a level that only the router has,
 * by its newer settings, and records that no merge wrote. Each is counted; a warning comes with the
 * first and then once a minute at most, with how many there were, as a whole level may be among
 * them. Confined to the feed thread.
 */
final class DroppedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedRecords.class);
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Lane lane;
    private final FeedMeters meters;
    private final Pace warnings;
    private long unknownLevels;
    private long unreadable;
    private String lastLevel = "";

    DroppedRecords(Lane lane, FeedMeters meters, LongSupplier nanoClock) {
        this.lane = lane;
        this.meters = meters;
        warnings = new Pace(PAUSE_NANOS, nanoClock);
    }

    /** Counts one that could not be read with the levels of this gateway. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> level = unknownLevel(record);
        if (level.isPresent()) {
            lastLevel = level.get();
            unknownLevels++;
            meters.unknownLevel();
        } else {
            unreadable++;
            meters.unreadable();
        }
        LOG.atDebug()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("unknownLevel", level.orElse(""))
                .log("A routed record is dropped");
    }

    /** Warns of what was dropped since the last warning; returns whether it did. */
    boolean report() {
        if (unknownLevels == 0 && unreadable == 0) return false;
        if (!warnings.isDue()) return false;
        if (unknownLevels > 0) warnOfLevels();
        if (unreadable > 0) warnOfUnreadable();
        unknownLevels = 0;
        unreadable = 0;
        return true;
    }

    private void warnOfLevels() {
        LOG.atWarn()
                .addKeyValue("lane", lane.text())
                .addKeyValue("events", unknownLevels)
                .addKeyValue("level", lastLevel)
                .log(
                        "Events are dropped, since the setting `levels` of this gateway does not"
                                + " have their level: change gateways first, then the router");
    }

    private void warnOfUnreadable() {
        LOG.atWarn()
                .addKeyValue("lane", lane.text())
                .addKeyValue("records", unreadable)
                .log("Records of the routed topic are dropped, since no router wrote them");
    }

    /** The level that it says, if it is an event of the merge but for that. */
    private static Optional<String> unknownLevel(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CloudEventHeaders.PRIORITY);
        if (header == null || header.value() == null) return Optional.empty();
        try {
            String level = new String(header.value(), UTF_8);
            return RoutedRecord.read(record, Priorities.of(List.of(level))).map(r -> level);
        } catch (InvalidEventException e) {
            return Optional.empty(); // not the name of any level
        }
    }
}
