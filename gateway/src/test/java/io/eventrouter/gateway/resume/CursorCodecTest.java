package io.eventrouter.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Secret;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class CursorCodecTest {
    private static final Uuid TOPIC = new Uuid(7, 11);
    private static final CursorKey KEY = CursorKey.of(new Secret("a key that all gateways share"));
    private static final Cursor CURSOR = new Cursor(new long[] {0, 127, 128, 1L << 40});

    private final CursorCodec codec = new CursorCodec(TOPIC, 4, KEY);

    @Test
    void readsWhatAnotherGatewayWithTheSameKeyWrote() {
        String token = new CursorCodec(TOPIC, 4, KEY).encode(CURSOR);

        assertThat(codec.decode(token)).isEqualTo(new CursorReading.Valid(CURSOR));
    }

    @Test
    void usesCharactersThatNeedNoEscapeInAUrl() {
        assertThat(codec.encode(CURSOR)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesATokenWithAnyBitChanged() {
        String token = codec.encode(CURSOR);

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(codec.decode(changed)).isNotInstanceOf(CursorReading.Valid.class);
        }
    }

    @Test
    void callsATokenOfAnotherKeyForged() {
        String token = new CursorCodec(TOPIC, 4, CursorKey.of(new Secret(""))).encode(CURSOR);

        assertThat(codec.decode(token)).isInstanceOf(CursorReading.Forged.class);
    }

    @Test
    void callsATruncatedTokenForgedOrMalformed() {
        String token = codec.encode(CURSOR);

        for (int length = 0; length < token.length(); length++)
            assertThat(codec.decode(token.substring(0, length)))
                    .isNotInstanceOf(CursorReading.Valid.class);
    }

    @Test
    void tellsATokenOfAnotherTopic() {
        String token = new CursorCodec(new Uuid(7, 12), 4, KEY).encode(CURSOR);

        assertThat(codec.decode(token)).isInstanceOf(CursorReading.ForeignTopic.class);
    }

    @Test
    void callsATokenWithAnotherNumberOfPartitionsMalformed() {
        String token = codec.encode(CURSOR);

        assertThat(new CursorCodec(TOPIC, 3, KEY).decode(token))
                .isInstanceOf(CursorReading.Malformed.class);
        assertThat(new CursorCodec(TOPIC, 6, KEY).decode(token))
                .isInstanceOf(CursorReading.Malformed.class);
    }

    @Test
    void callsAnythingElseMalformed() {
        assertThat(codec.decode("")).isInstanceOf(CursorReading.Malformed.class);
        assertThat(codec.decode("not a cursor!")).isInstanceOf(CursorReading.Malformed.class);
        assertThat(codec.decode("A".repeat(100_000))).isInstanceOf(CursorReading.Malformed.class);
    }
}
