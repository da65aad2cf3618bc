package io.eventrouter.gateway.auth;

import io.eventrouter.config.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys from PEM, as {@code openssl pkey -pubout} writes it. Stateless. */
final class PemKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private static final String PUBLIC = "PUBLIC KEY";

    private PemKeys() {}

    /**
     * @throws InvalidSettingException when the file cannot be used
     */
    static List<VerifyingKey> read(String setting, Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new InvalidSettingException(
                    setting, file, "the file cannot be read: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(setting, file, e.getMessage());
        }
    }

    /**
     * @throws IllegalArgumentException when there is no public key in it, or anything else
     */
    static List<VerifyingKey> parse(String pem) {
        var keys = new ArrayList<VerifyingKey>();
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) keys.add(key(blocks.group(1), blocks.group(2)));
        if (keys.isEmpty())
            throw new IllegalArgumentException(
                    "there is no key in it; -----BEGIN PUBLIC KEY----- is looked for");
        return List.copyOf(keys);
    }

    private static VerifyingKey key(String kind, String base64) {
        if (kind.contains("PRIVATE"))
            throw new IllegalArgumentException(
                    "there is a private key in it, which a gateway must not have; write the public"
                            + " one with: openssl pkey -in FILE -pubout");
        if (!kind.equals(PUBLIC))
            throw new IllegalArgumentException(
                    "a PUBLIC KEY is needed, and this is a "
                            + kind
                            + "; openssl pkey -pubin or openssl x509 -pubkey -noout writes one");
        return VerifyingKey.ofPublic(publicKey(base64), null);
    }

    private static PublicKey publicKey(String base64) {
        var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        for (String algorithm : List.of("RSA", "EC")) {
            Optional<PublicKey> key = publicKey(algorithm, spec);
            if (key.isPresent()) return key.get();
        }
        throw new IllegalArgumentException("a key that is neither RSA nor EC, or is damaged");
    }

    /** Empty when it is of another kind. */
    private static Optional<PublicKey> publicKey(String algorithm, X509EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(spec));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
