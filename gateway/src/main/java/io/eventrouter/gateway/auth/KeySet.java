package io.eventrouter.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a JSON Web Key Set (RFC 7517) has for us. Keys that are for something else are passed over,
 * and those that cannot be read; so are secrets, which have no place in it. Immutable.
 *
 * @param passedOver how many it has that are not used here
 */
record KeySet(List<VerifyingKey> keys, int passedOver) {
    static final KeySet EMPTY = new KeySet(List.of(), 0);

    /** Why a set without a key is of no use. */
    static final String NO_KEY =
            "it has no public key for RS256 (RSA of 2048 bits) or ES256 (EC on P-256)";

    private static final String NO_KEY_SET = "it is no JSON Web Key Set";
    private static final String MEMBER = "key";

    /** Those beyond are passed over. */
    private static final int MOST_KEYS = 100;

    KeySet {
        keys = List.copyOf(keys);
    }

    /**
     * Takes what it can: one key that cannot be read must not keep the others out, nor those that
     * were withdrawn in.
     *
     * @return perhaps without a key
     * @throws IllegalArgumentException when it is no key set
     */
    static KeySet parse(String json) {
        List<Object> all = members(json);
        var keys = new ArrayList<VerifyingKey>();
        for (Object member : all)
            if (keys.size() < MOST_KEYS) read(member).flatMap(KeySet::usable).ifPresent(keys::add);
        return new KeySet(keys, all.size() - keys.size());
    }

    private static List<Object> members(String json) {
        try {
            Map<String, Object> set = JSONObjectUtils.parse(json);
            List<Object> members = set == null ? null : JSONObjectUtils.getJSONArray(set, "keys");
            if (members != null) return members;
        } catch (ParseException e) {
            throw new IllegalArgumentException(NO_KEY_SET, e);
        }
        throw new IllegalArgumentException(NO_KEY_SET);
    }

    /** What the library throws at what is malformed is not only what it says. */
    private static Optional<JWK> read(Object member) {
        try {
            var one = Collections.singletonMap(MEMBER, member);
            return Optional.of(JWK.parse(JSONObjectUtils.getJSONObject(one, MEMBER)));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<VerifyingKey> usable(JWK key) {
        if (key.getKeyUse() != null && !KeyUse.SIGNATURE.equals(key.getKeyUse()))
            return Optional.empty();
        try {
            PublicKey publicKey;
            if (key instanceof RSAKey rsa) publicKey = rsa.toRSAPublicKey();
            else if (key instanceof ECKey ec) publicKey = ec.toECPublicKey();
            else return Optional.empty();
            VerifyingKey usable = VerifyingKey.ofPublic(publicKey, key.getKeyID());
            boolean meant = key.getAlgorithm() == null || usable.algorithm().is(key.getAlgorithm());
            return meant ? Optional.of(usable) : Optional.empty();
        } catch (JOSEException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * Those that a token may be signed with: the one that it names; for one that names none, the
     * only one there is.
     *
     * @param id null when it names none
     */
    List<VerifyingKey> find(Algorithm algorithm, String id) {
        var found = new ArrayList<VerifyingKey>();
        for (VerifyingKey key : keys)
            if (key.algorithm() == algorithm && (id == null || id.equals(key.id()))) found.add(key);
        return id == null && found.size() > 1 ? List.of() : found;
    }
}
