package io.eventrouter.cli.load;

import io.eventrouter.event.Priority;

/**
 * What became of one level's events, those of the warm-up among them. Immutable.
 *
 * @param rate events a second, as planned
 * @param planned events, in all
 * @param sent handed to Kafka's client
 * @param failed sent, and refused or not acknowledged in time
 * @param delivered events, each counted once
 * @param undelivered acknowledged, and not delivered; 0 where nobody watched
 * @param repeats events that came once more, at another position
 * @param acknowledgement from when an event was due until Kafka had it; without the warm-up
 * @param delivery from when it was due until the subscriber had it; without the warm-up
 */
public record LevelFigures(
        Priority level,
        int rate,
        long planned,
        long sent,
        long acknowledged,
        long failed,
        long delivered,
        long undelivered,
        long repeats,
        Quantiles acknowledgement,
        Quantiles delivery) {

    /** Due, and not sent: Kafka took them too slowly, or the load was stopped. */
    public long unsent() {
        return planned - sent;
    }

    /** Sent, and neither acknowledged nor refused so far. */
    public long unknown() {
        return sent - acknowledged - failed;
    }
}
