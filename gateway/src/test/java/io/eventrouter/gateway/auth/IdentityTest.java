package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private final Identity identity =
            new Identity(
                    Optional.of("7"),
                    List.of(new ChannelPattern("orders.*"), new ChannelPattern("user.7")),
                    List.of(new ChannelPattern("chat.>")),
                    p -> p.name().equals("low"),
                    Optional.of(END));

    @Test
    void maySubscribeToWhatItsPatternsCover() {
        assertThat(identity.maySubscribe(new ChannelPattern("orders.eu"))).isTrue();
        assertThat(identity.maySubscribe(new ChannelPattern("orders.*"))).isTrue();
        assertThat(identity.maySubscribe(new ChannelPattern("orders.>"))).isFalse();
        assertThat(identity.maySubscribe(new ChannelPattern("user.*"))).isFalse();
    }

    @Test
    void mayPublishToWhatItsPatternsMatch() {
        assertThat(identity.mayPublish(new Channel("chat.room.1"))).isTrue();
        assertThat(identity.mayPublish(new Channel("orders.eu"))).isFalse();
    }

    @Test
    void endsAtItsExpiry() {
        assertThat(identity.isExpired(END.minusMillis(1))).isFalse();
        assertThat(identity.isExpired(END)).isTrue();
        assertThat(Identity.ANYONE.isExpired(Instant.MAX)).isFalse();
    }
}
