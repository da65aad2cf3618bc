package io.eventrouter.merge.streams;

import io.eventrouter.event.Priority;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Counts what Kafka acknowledges of a lane: events routed and how long they took, dead letters and
 * why; and ends the spans of the events. Made by the lane's producers, called on their I/O threads;
 * public only for that.
 */
public final class AckMeter implements ProducerInterceptor<byte[], byte[]> {
    private LaneContext lane;
    private String routedTopic;
    private byte[][] levels;
    private String[] levelNames;

    @Override
    public void configure(Map<String, ?> configuration) {
        lane = LaneContext.in(configuration);
        routedTopic = lane.routedTopic();
        levelNames = lane.levels().priorities().stream().map(Priority::name).toArray(String[]::new);
        levels =
                Stream.of(levelNames)
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception, Headers headers) {
        lane.spans().acknowledged(metadata, exception, headers);
        if (exception != null) return;
        if (metadata.topic().equals(routedTopic))
            lane.meters().routed(level(headers), System.currentTimeMillis() - metadata.timestamp());
        else
            lane.meters()
                    .deadLetter(
                            lane.layout()
                                    .names()
                                    .priorityOf(text(headers, RouterHeaders.SOURCE_TOPIC))
                                    .map(Priority::name)
                                    .orElse("unknown"),
                            text(headers, RouterHeaders.REASON));
    }

    /** Found by its bytes, as this is done for every record. */
    private String level(Headers headers) {
        byte[] named = headers.lastHeader(CloudEventHeaders.PRIORITY).value();
        int rank = 0;
        while (!Arrays.equals(levels[rank], named)) rank++;
        return levelNames[rank];
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "unknown" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
