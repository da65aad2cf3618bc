package io.eventrouter.gateway.session;

import java.util.Arrays;
import java.util.Collection;

/**
 * What a session has not been sent and was to be told of: how many events of each level, since it
 * was told last. Confined to its worker's thread.
 */
final class Gaps {
    private final SessionTerms terms;
    private final int[] shed;
    private final int[] expired;
    private boolean isEmpty = true;

    Gaps(SessionTerms terms) {
        this.terms = terms;
        shed = new int[terms.order().levels()];
        expired = new int[terms.order().levels()];
    }

    boolean isEmpty() {
        return isEmpty;
    }

    void shed(int rank) {
        shed[rank]++;
        isEmpty = false;
    }

    void expired(int rank) {
        expired[rank]++;
        isEmpty = false;
    }

    /** Adds a message for each level and reason, and begins anew. */
    void tell(Collection<? super ServerMessage> messages) {
        for (int rank = 0; rank < shed.length; rank++) {
            add(messages, rank, shed[rank], DropReason.SHED);
            add(messages, rank, expired[rank], DropReason.EXPIRED);
        }
        clear();
    }

    private void add(
            Collection<? super ServerMessage> messages, int rank, int count, DropReason reason) {
        if (count == 0) return;
        String level = terms.levels().get(rank).name();
        messages.add(new ServerMessage.Gap(null, level, count, reason.text()));
    }

    void clear() {
        if (isEmpty) return;
        Arrays.fill(shed, 0);
        Arrays.fill(expired, 0);
        isEmpty = true;
    }
}
