package io.eventrouter.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a JSON Web Key Set (RFC 7517) has for us. Keys that are for something else are passed over;
 * so are secrets, which have no place in it. Immutable.
 *
 * @param passedOver how many it has that are not used here
 */
record KeySet(List<VerifyingKey> keys, int passedOver) {
    static final KeySet EMPTY = new KeySet(List.of(), 0);

    private static final int MOST_KEYS = 100;

    KeySet {
        keys = List.copyOf(keys);
    }

    /**
     * @throws IllegalArgumentException when it is no key set, or one without a key of use
     */
    static KeySet parse(String json) {
        List<JWK> all;
        try {
            all = JWKSet.parse(json).getKeys();
        } catch (ParseException e) {
            throw new IllegalArgumentException("it is no JSON Web Key Set", e);
        }
        if (all.size() > MOST_KEYS)
            throw new IllegalArgumentException(
                    all.size() + " keys; " + MOST_KEYS + " are allowed in a key set");
        var keys = new ArrayList<VerifyingKey>();
        for (JWK key : all) usable(key).ifPresent(keys::add);
        if (keys.isEmpty())
            throw new IllegalArgumentException(
                    "it has no public key for RS256 (RSA of 2048 bits) or ES256 (EC on P-256)");
        return new KeySet(keys, all.size() - keys.size());
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
        } catch (JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
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
