package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.eventrouter.gateway.TestTokens;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The readings are made by the test, on its thread. */
@Timeout(30)
class KeyRefreshTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final ScriptedSource source = new ScriptedSource();
    private final List<KeySet> told = new ArrayList<>();
    private final KeyRefresh refresh = new KeyRefresh(source, clock::get);

    @BeforeEach
    void listen() {
        refresh.tell(told::add);
    }

    @AfterEach
    void close() {
        refresh.close();
    }

    @Test
    void isNotReadyUntilItHasReadKeys() {
        source.failure = new ConnectException("Connection refused");

        boolean success = refresh.read();

        assertThat(success).isFalse();
        assertThat(refresh.isReady()).isFalse();
        assertThat(refresh.problem()).isEqualTo("keys: cannot be read: ConnectException");
    }

    @Test
    void keepsTheKeysThatItHasWhileThereAreNoOthers() {
        source.text = keySet("k1");
        refresh.read();
        source.text = "<html>";

        boolean success = refresh.read();

        assertThat(success).isFalse();
        assertThat(refresh.isReady()).isTrue();
        assertThat(told).hasSize(1);
        assertThat(refresh.problem()).isEqualTo("keys: it is no JSON Web Key Set");
    }

    @Test
    void tellsOfKeysOnceWhileTheyStayTheSame() {
        source.text = keySet("k1");
        refresh.read();

        refresh.read();

        assertThat(told).hasSize(1);
    }

    @Test
    void tellsOfOtherKeys() {
        source.text = keySet("k1");
        refresh.read();
        source.text = keySet("k2");

        refresh.read();

        assertThat(told.get(1).find(Algorithm.ES256, "k2")).hasSize(1);
        assertThat(told.get(1).find(Algorithm.ES256, "k1")).isEmpty();
    }

    @Test
    void letsATokenWaitForAKeyUntilItHasLookedForIt() {
        source.text = keySet("k1");
        refresh.read();
        advance(Duration.ofSeconds(1));
        boolean before = refresh.ask("k2");
        advance(Duration.ofSeconds(1));
        refresh.read();

        boolean after = refresh.ask("k2");

        assertThat(before).isTrue();
        assertThat(after).isFalse();
    }

    @Test
    void looksForAKeyAgainAfterAMinute() {
        source.text = keySet("k1");
        refresh.ask("k2");
        advance(Duration.ofSeconds(1));
        refresh.read();
        advance(Duration.ofSeconds(61));

        boolean mayCome = refresh.ask("k2");

        assertThat(mayCome).isTrue();
    }

    @Test
    void letsEveryTokenWaitWhileThereAreNoKeys() {
        source.failure = new IOException("no route");
        refresh.ask("k1");
        advance(Duration.ofSeconds(10));
        refresh.read();

        boolean mayCome = refresh.ask("k1");

        assertThat(mayCome).isTrue();
    }

    private void advance(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static String keySet(String id) {
        ECKey key = TestTokens.ecKey(id);
        return new JWKSet(key).toPublicJWKSet().toString();
    }

    private static final class ScriptedSource implements KeySource {
        private String text = "";
        private IOException failure;

        @Override
        public String read() throws IOException {
            if (failure != null) throw failure;
            return text;
        }

        @Override
        public String name() {
            return "keys";
        }

        @Override
        public Duration interval() {
            return Duration.ofMinutes(5);
        }
    }
}
