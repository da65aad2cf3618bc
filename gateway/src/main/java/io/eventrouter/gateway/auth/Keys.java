package io.eventrouter.gateway.auth;

import java.util.ArrayList;
import java.util.List;

/**
 * All that tokens are checked with at one time. Immutable.
 *
 * @param own keys of the settings, which tokens need not name
 * @param shared those of the key set, as it was read last
 * @param keySet whether there is a key set at all, so that another key may come
 */
record Keys(List<VerifyingKey> own, KeySet shared, boolean keySet) {
    Keys {
        own = List.copyOf(own);
    }

    Keys with(KeySet read) {
        return new Keys(own, read, keySet);
    }

    /**
     * @param id null when the token names none
     */
    List<VerifyingKey> find(Algorithm algorithm, String id) {
        var found = new ArrayList<VerifyingKey>();
        for (VerifyingKey key : own) if (key.algorithm() == algorithm) found.add(key);
        found.addAll(shared.find(algorithm, id));
        return found;
    }

    /** Whether that key is not here, and a key set may bring it. A secret never comes that way. */
    boolean mayCome(Algorithm algorithm, String id) {
        return keySet && algorithm != Algorithm.HS256 && shared.find(algorithm, id).isEmpty();
    }
}
