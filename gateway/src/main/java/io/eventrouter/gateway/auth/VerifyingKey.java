package io.eventrouter.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A key that checks signatures. Immutable and thread-safe, as verifiers are.
 *
 * @param algorithm the only one it is used with
 * @param id by which tokens name it; null for one that need not be named
 */
record VerifyingKey(Algorithm algorithm, String id, JWSVerifier verifier) {
    private static final int LEAST_RSA_BITS = 2048;

    static VerifyingKey ofSecret(String secret) {
        try {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return new VerifyingKey(Algorithm.HS256, null, new MACVerifier(bytes));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the secret is too short", e);
        }
    }

    /**
     * @param id null for one that need not be named
     * @throws IllegalArgumentException when it is of no kind that is used here; the message says
     *     which are
     */
    static VerifyingKey ofPublic(PublicKey key, String id) {
        try {
            if (key instanceof RSAPublicKey rsa) return ofRsa(rsa, id);
            if (key instanceof ECPublicKey ec && isP256(ec))
                return new VerifyingKey(Algorithm.ES256, id, new ECDSAVerifier(ec));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a key that cannot be used", e);
        }
        throw new IllegalArgumentException("an RSA key, or an EC key on P-256 is needed");
    }

    private static VerifyingKey ofRsa(RSAPublicKey rsa, String id) {
        int bits = rsa.getModulus().bitLength();
        if (bits < LEAST_RSA_BITS)
            throw new IllegalArgumentException(
                    "an RSA key of " + bits + " bits; " + LEAST_RSA_BITS + " are needed");
        return new VerifyingKey(Algorithm.RS256, id, new RSASSAVerifier(rsa));
    }

    private static boolean isP256(ECPublicKey key) {
        return Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()));
    }

    boolean verifies(SignedJWT token) {
        try {
            return token.verify(verifier);
        } catch (JOSEException | IllegalStateException e) {
            return false;
        }
    }
}
