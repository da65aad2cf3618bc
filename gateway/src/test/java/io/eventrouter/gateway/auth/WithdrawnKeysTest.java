package io.eventrouter.gateway.auth;

import static io.eventrouter.gateway.TestTokens.claims;
import static io.eventrouter.gateway.TestTokens.es256;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.ECKey;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is not in the key set any more vouches for nobody, whatever else is or is not in it. */
@Timeout(30)
class WithdrawnKeysTest {
    private static final String NO_KEYS = "{\"keys\":[]}";
    private static final String WITHOUT_X =
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"c\",\"y\":\"AA\"}";

    @TempDir Path directory;

    private final ECKey a = TestTokens.ecKey("a");
    private final ECKey b = TestTokens.ecKey("b");
    private final AtomicLong clock = new AtomicLong();
    private final Logger log = (Logger) LoggerFactory.getLogger(KeyRefresh.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private KeyRefresh refresh;
    private TokenGatekeeper gatekeeper;

    @BeforeEach
    void trustA() throws Exception {
        refresh = new KeyRefresh(new KeySource.OfFile(file()), clock::get);
        var keys = new Keys(List.of(), KeySet.EMPTY, true);
        gatekeeper =
                new TokenGatekeeper(
                        keys,
                        new ClaimsReader(
                                Priorities.standard(),
                                "",
                                "",
                                Duration.ZERO,
                                InstantSource.system()),
                        InstantSource.system(),
                        () -> Revocations.NONE,
                        refresh::ask);
        refresh.tell(set -> gatekeeper.take(keys.with(set)));
        read(set(publicOf(a)));
        assertThat(judge(a)).isInstanceOf(Verdict.Accepted.class);
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void close() {
        log.detachAppender(logged);
        refresh.close();
    }

    @Test
    void letsNobodyInWhenNoKeyIsLeft() throws Exception {
        boolean success = read(NO_KEYS);

        assertThat(success).isFalse();
        assertThat(judge(a)).isInstanceOf(Verdict.Rejected.class);
        assertThat(refresh.isReady()).isFalse();
        assertThat(refresh.problem()).contains("it has no public key for RS256");
    }

    @Test
    void saysThatTheKeyIsUnknownOnceItHasLookedForIt() throws Exception {
        read(NO_KEYS);
        judge(a);

        read(NO_KEYS);

        assertThat(judge(a))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        r -> assertThat(r.reason()).isEqualTo(Rejection.UNKNOWN_KEY));
    }

    @Test
    void letsInWithTheGoodKeyNextToABadOne() throws Exception {
        boolean success = read(set(publicOf(b), WITHOUT_X));

        assertThat(success).isTrue();
        assertThat(judge(a)).isInstanceOf(Verdict.Rejected.class);
        assertThat(judge(b)).isInstanceOf(Verdict.Accepted.class);
        assertThat(refresh.isReady()).isTrue();
    }

    @Test
    void isReadyAgainWhenAKeyIsThereAgain() throws Exception {
        read(NO_KEYS);

        read(set(publicOf(b)));

        assertThat(refresh.isReady()).isTrue();
        assertThat(judge(b)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void holdsOnToTheKeysWhenItReadsNoKeySet() throws Exception {
        read("<html>");

        assertThat(judge(a)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void isStillNotReadyWhenWhatHasNoKeyIsReadAgainAfterAFailure() throws Exception {
        read(NO_KEYS);
        read("<html>");

        read(NO_KEYS);

        assertThat(refresh.isReady()).isFalse();
        assertThat(refresh.problem()).contains("it has no public key");
    }

    @Test
    void warnsOncePerChangeOfKeysThatArePassedOver() throws Exception {
        read(set(publicOf(b), WITHOUT_X));
        read(set(publicOf(b), WITHOUT_X));

        read(NO_KEYS);

        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(logged.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "Keys that check tokens were read; some of the set were passed over",
                        "The key set has no key of use: tokens that need one are refused");
        assertThat(logged.list.get(0).getKeyValuePairs().toString()).contains("passedOver=\"1\"");
    }

    private boolean read(String keySet) throws Exception {
        Files.writeString(file(), keySet);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        return refresh.read();
    }

    private Path file() {
        return directory.resolve("jwks.json");
    }

    private Verdict judge(ECKey key) {
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        return gatekeeper.judge(es256(claims("alice").build(), key));
    }

    private static String publicOf(ECKey key) {
        return key.toPublicJWK().toJSONString();
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }
}
