package io.eventrouter.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signs tokens with a key of its own, by ES256. Immutable. */
record Issuer(ECKey key) {
    static Issuer named(String keyId) {
        try {
            return new Issuer(new ECKeyGenerator(Curve.P_256).keyID(keyId).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token for that user, which is its name too, good for that time. */
    String token(String subject, Duration time, String... subscribe) {
        return sign(claims(subject, time, List.of(subscribe)));
    }

    /** One that may publish there, too. */
    String publishingToken(String subject, Duration time, String subscribe, String publish) {
        return sign(claims(subject, time, List.of(subscribe)).claim("publish", List.of(publish)));
    }

    private static JWTClaimsSet.Builder claims(
            String subject, Duration time, List<String> subscribe) {
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .jwtID("of-" + subject)
                .expirationTime(Date.from(Instant.now().plus(time)))
                .claim("subscribe", subscribe);
    }

    private String sign(JWTClaimsSet.Builder claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
