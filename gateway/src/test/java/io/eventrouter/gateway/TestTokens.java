package io.eventrouter.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.eventrouter.config.AuthMode;
import io.eventrouter.config.AuthSettings;
import io.eventrouter.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Keys, tokens signed with them, and settings that check those. Immutable. */
public final class TestTokens {
    public static final String SECRET = "a-secret-of-a-test-that-is-long-enough";
    public static final String ISSUER = "https://issuer.example";
    public static final String AUDIENCE = "event-router";

    private TestTokens() {}

    /** Of a gateway without keys, for this machine only. */
    public static AuthSettings noKeys() {
        return settings("", Optional.empty(), Optional.empty(), Optional.empty(), "", "");
    }

    /** Of one that takes tokens signed with {@link #SECRET}, from anybody. */
    public static AuthSettings secret() {
        return settings(SECRET, Optional.empty(), Optional.empty(), Optional.empty(), "", "");
    }

    public static AuthSettings secret(Path revocations) {
        return settings(
                SECRET, Optional.empty(), Optional.empty(), Optional.of(revocations), "", "");
    }

    /** Of one that takes tokens of {@link #ISSUER} for {@link #AUDIENCE}, checked by that PEM. */
    public static AuthSettings publicKey(Path pem) {
        return settings("", Optional.of(pem), Optional.empty(), Optional.empty(), ISSUER, AUDIENCE);
    }

    public static AuthSettings keySet(String jwks) {
        return settings("", Optional.empty(), Optional.of(jwks), Optional.empty(), "", "");
    }

    private static AuthSettings settings(
            String secret,
            Optional<Path> pem,
            Optional<String> jwks,
            Optional<Path> revocations,
            String issuer,
            String audience) {
        return new AuthSettings(
                AuthMode.AUTO,
                new Secret(secret),
                pem,
                jwks,
                Duration.ofMinutes(5),
                issuer,
                audience,
                Duration.ofSeconds(30),
                List.of("same-origin", "https://good.com"),
                revocations,
                Duration.ofSeconds(8));
    }

    public static ECKey ecKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(PublicKey key) {
        String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    public static Path writePem(Path directory, PublicKey key) {
        try {
            return Files.writeString(directory.resolve("public.pem"), pem(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Good for an hour, for anything below {@code orders} and {@code alerts}. */
    public static JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .jwtID("id-of-" + subject)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(in(Duration.ofHours(1)))
                .claim("subscribe", List.of("orders.>", "alerts"))
                .claim("publish", List.of("chat.*"))
                .claim("priorities", List.of("high", "normal"));
    }

    public static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    /** Signed with {@link #SECRET}. */
    public static String hs256(JWTClaimsSet claims) {
        return hs256(claims, SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public static String hs256(JWTClaimsSet claims, byte[] secret) {
        try {
            return sign(new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String es256(JWTClaimsSet claims, ECKey key) {
        return es256(claims, key, key.getKeyID());
    }

    public static String es256(JWTClaimsSet claims, ECKey key, String id) {
        try {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(JOSEObjectType.JWT)
                            .keyID(id)
                            .build();
            return sign(header, claims, new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String rs256(JWTClaimsSet claims, RSAKey key, String id) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
            return sign(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
