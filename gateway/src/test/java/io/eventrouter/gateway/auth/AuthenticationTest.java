package io.eventrouter.gateway.auth;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.es256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.eventrouter.config.AuthSettings;
import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AuthenticationTest {
    @TempDir Path directory;

    @Test
    void refusesToListenToOthersWithoutKeys() {
        assertThatThrownBy(() -> start(TestTokens.noKeys(), "0.0.0.0"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("gateway.host = 0.0.0.0: without keys everybody could")
                .hasMessageContaining("auth.jwks")
                .hasMessageContaining("auth.mode=open");
    }

    @Test
    void asksNobodyOnThisMachineWithoutKeys() {
        try (Authentication open = start(TestTokens.noKeys(), "localhost")) {
            assertThat(open.gatekeeper().asksForTokens()).isFalse();
            assertThat(open.gatekeeper().judge("anything"))
                    .isEqualTo(new Verdict.Accepted(Identity.ANYONE));
            assertThat(open.notReady()).isEmpty();
        }
    }

    @Test
    void saysWhichFileHasNoKey() throws Exception {
        Path file = Files.writeString(directory.resolve("public.pem"), "nothing");

        assertThatThrownBy(() -> start(TestTokens.publicKey(file), "localhost"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "auth.public-key-file = %s: there is no key in it; -----BEGIN PUBLIC"
                                + " KEY----- is looked for",
                        file);
    }

    @Test
    void refusesAPrivateKey() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("private.pem"),
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> start(TestTokens.publicKey(file), "localhost"))
                .hasMessageContaining("there is a private key in it");
    }

    @Test
    void takesKeysOfAFileThatChanges() throws Exception {
        ECKey first = TestTokens.ecKey("k1");
        ECKey second = TestTokens.ecKey("k2");
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, new JWKSet(first).toString());
        try (Authentication authentication = start(TestTokens.keySet(file.toString()), "0.0.0.0")) {
            authentication.start();
            Gatekeeper gatekeeper = authentication.gatekeeper();
            String old = es256(claims("alice").build(), first);
            String fresh = es256(claims("alice").build(), second);
            assertThat(gatekeeper.judge(old)).isInstanceOf(Verdict.Accepted.class);
            assertThat(reason(gatekeeper, fresh)).isEqualTo(Rejection.KEYS_PENDING);

            Files.writeString(file, new JWKSet(second).toString());

            await().untilAsserted(
                            () ->
                                    assertThat(gatekeeper.judge(fresh))
                                            .isInstanceOf(Verdict.Accepted.class));
            assertThat(gatekeeper.judge(old)).isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void refusesAKeySetFileThatIsNone() throws Exception {
        Path file = Files.writeString(directory.resolve("jwks.json"), "{}");

        assertThatThrownBy(() -> start(TestTokens.keySet(file.toString()), "localhost"))
                .hasMessage("auth.jwks = %s: it is no JSON Web Key Set", file);
    }

    @Test
    void refusesAKeySetFileWithoutAKeyOfUse() throws Exception {
        Path file = Files.writeString(directory.resolve("jwks.json"), "{\"keys\":[]}");

        assertThatThrownBy(() -> start(TestTokens.keySet(file.toString()), "localhost"))
                .hasMessage(
                        "auth.jwks = %s: it has no public key for RS256 (RSA of 2048 bits) or ES256"
                                + " (EC on P-256)",
                        file);
    }

    @Test
    void isNotReadyAndLetsTokensWaitWhileItsAddressDoesNotAnswer() {
        try (Authentication authentication =
                start(TestTokens.keySet("http://127.0.0.1:1/jwks"), "localhost")) {
            authentication.start();

            String token = es256(claims("alice").build(), TestTokens.ecKey("k1"));

            assertThat(reason(authentication.gatekeeper(), token))
                    .isEqualTo(Rejection.KEYS_PENDING);
            await().untilAsserted(
                            () ->
                                    assertThat(authentication.notReady().orElseThrow())
                                            .startsWith(
                                                    "http://127.0.0.1:1/jwks: cannot be read:"
                                                            + " ConnectException"));
        }
    }

    private static Rejection reason(Gatekeeper gatekeeper, String token) {
        return ((Verdict.Rejected) gatekeeper.judge(token)).reason();
    }

    private static Authentication start(AuthSettings settings, String host) {
        return Authentication.of(settings, host, Priorities.standard(), new SimpleMeterRegistry());
    }
}
