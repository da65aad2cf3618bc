package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.gateway.session.ServerMessage.Lost;
import io.eventrouter.gateway.session.ServerMessage.Reconnect;
import io.eventrouter.gateway.session.ServerMessage.Refused;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import io.eventrouter.gateway.session.ServerMessage.Welcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SseMessagesTest {
    private static final Welcome WELCOME = new Welcome("s1", "g1", "c1", 25, 100, 65_536);
    private static final Subscribed NONE = new Subscribed("a", false, null);
    private static final Subscribed WHOLE = new Subscribed("a", true, null);
    private static final Subscribed PART =
            new Subscribed("a", false, new Lost("c0", "c1", 4), null);

    private final SseMessages fromNow = new SseMessages(1, false, 1234);
    private final SseMessages fromPast = new SseMessages(2, true, 1234);

    static Stream<Arguments> blocks() {
        return Stream.of(
                arguments(
                        new Gap(null, "low", 12, "shed"),
                        """
                        event: gap
                        data: {"op":"gap","priority":"low","count":12,"reason":"shed"}

                        """),
                arguments(
                        new Reconnect(777, "draining"),
                        """
                        retry: 777
                        event: reconnect
                        data: {"op":"reconnect","afterMillis":777,"reason":"draining"}

                        """),
                arguments(
                        new Refused(ErrorCode.LIMIT, "too\nmany", null),
                        """
                        event: refused
                        data: {"op":"error","code":"limit","message":"too\\nmany"}

                        """),
                arguments(
                        new Subscribed("a", null, null),
                        """
                        event: subscribed
                        data: {"op":"subscribed","channel":"a"}

                        """),
                arguments(SseMessages.HEARTBEAT, ":\n\n"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void writesEachMessageAsOneBlock(ServerMessage message, String block) {
        assertThat(text(fromNow, message)).isEqualTo(block);
    }

    @Test
    void givesAClientThatBeginsNowItsFirstIdAtOnce() {
        String welcome = text(fromNow, WELCOME);

        assertThat(welcome)
                .startsWith("retry: 1234\nid: c1\nevent: welcome\ndata: {\"op\":\"welcome\",");
    }

    @Test
    void leavesAClientThatComesBackItsIdUntilItHasWhatItMissed() {
        String begin = text(fromPast, WELCOME) + text(fromPast, WHOLE) + text(fromPast, PART);

        assertThat(begin).startsWith("retry: 1234\nevent: welcome\n").doesNotContain("id: ");
    }

    /** That checkpoint was made before the second subscription held, and speaks for the first. */
    @Test
    void keepsAnIdBackWhileASubscriptionIsNotAnswered() {
        text(fromPast, WHOLE);

        String early = text(fromPast, new Checkpoint("c5"));
        text(fromPast, WHOLE);
        String late = text(fromPast, new Checkpoint("c6"));

        assertThat(early).isEmpty();
        assertThat(late).isEqualTo("id: c6\n\n");
    }

    @Test
    void givesANewIdInPlaceOfOneThatIsNone() {
        text(fromPast, WELCOME);

        String first = text(fromPast, NONE);
        String last = text(fromPast, NONE);

        assertThat(first).doesNotContain("id: ");
        assertThat(last).startsWith("id: c1\nevent: subscribed\n");
    }

    @Test
    void givesNoNewIdAsLongAsOneSubscriptionResumes() {
        text(fromPast, WELCOME);

        String answers = text(fromPast, WHOLE) + text(fromPast, NONE);

        assertThat(answers).doesNotContain("id: ");
    }

    @Test
    void saysInTheLastBlockWhyItEnds() {
        String end = UTF_8.decode(SseMessages.end(CloseReason.SLOW_CONSUMER)).toString();

        assertThat(end)
                .isEqualTo(
                        """
                        event: close
                        data: {"op":"close","code":1013,"reason":"slow-consumer"}

                        """);
    }

    private static String text(SseMessages stream, ServerMessage message) {
        return UTF_8.decode(stream.encode(message).duplicate()).toString();
    }
}
