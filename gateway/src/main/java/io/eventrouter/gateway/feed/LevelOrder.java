package io.eventrouter.gateway.feed;

import io.eventrouter.config.Level;
import io.eventrouter.config.LevelSettings;
import java.util.List;

/**
 * In which order levels are served: those of the express lane strictly first, the most urgent
 * before the others; then the rest by weight, as in the merge. Immutable.
 */
public final class LevelOrder {
    private final int[] weights;
    private final int express;
    private final int mostUrgentShared;

    public LevelOrder(LevelSettings settings) {
        weights = settings.weightsByRank();
        express = expressRanks(settings.levels());
        int shared = Integer.numberOfTrailingZeros(~express);
        mostUrgentShared = shared < weights.length ? shared : -1;
    }

    private static int expressRanks(List<Level> levels) {
        int ranks = 0;
        for (int rank = 0; rank < levels.size(); rank++)
            if (levels.get(rank).express()) ranks |= 1 << rank;
        return ranks;
    }

    /** How many levels there are. */
    public int levels() {
        return weights.length;
    }

    /** Whether that level waits for nobody but more urgent express levels. */
    public boolean isExpress(int rank) {
        return (express & 1 << rank) != 0;
    }

    /** One bit for each rank of the shared lane. */
    public int weightedRanks() {
        return (1 << weights.length) - 1 & ~express;
    }

    /** One bit for each express rank. */
    public int expressRanks() {
        return express;
    }

    /** The rank of the most urgent level of the shared lane; -1 where all are express. */
    int mostUrgentShared() {
        return mostUrgentShared;
    }

    /** The weight of a level of the shared lane; of an express one the largest there is. */
    public int weight(int rank) {
        return weights[rank];
    }

    int[] weights() {
        return weights.clone();
    }
}
