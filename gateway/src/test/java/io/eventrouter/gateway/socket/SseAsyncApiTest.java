package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.gateway.session.ServerMessage.Reconnect;
import io.eventrouter.gateway.session.ServerMessage.Refused;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import io.eventrouter.gateway.session.ServerMessage.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/asyncapi.yaml names the blocks of an event stream as they are named. */
class SseAsyncApiTest {
    private static final AsyncApi DOCUMENT = AsyncApi.read();
    private static final String MESSAGES = "/channels/stream/messages";
    private static final List<ServerMessage> NAMED =
            List.of(
                    new Welcome("s", "g", "c", 25, 100, 65_536),
                    new Subscribed("a", true, null),
                    new Gap(null, "low", 1, "shed"),
                    new Reconnect(1, "draining"),
                    new Refused(ErrorCode.LIMIT, "too many", null));

    @Test
    void describesEachBlockUnderItsName() {
        var names = new ArrayList<String>(List.of("event"));

        for (String block : blocks().toList()) {
            String name = field(block, "event: ");
            JsonNode message = DOCUMENT.at(MESSAGES + "/" + name);
            names.add(name);
            assertThat(DOCUMENT.complaints(follow(message), field(block, "data: "))).isEmpty();
        }

        assertThat(DOCUMENT.at(MESSAGES).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void listsThemAllAsSentToListeners() {
        var sent = new ArrayList<String>();
        for (JsonNode reference : DOCUMENT.at("/operations/toListener/messages"))
            sent.add(reference.get("$ref").asText().replace("#" + MESSAGES + "/", ""));

        assertThat(DOCUMENT.at(MESSAGES).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    private static Stream<String> blocks() {
        var stream = new SseMessages(1, false, 1_000);
        return Stream.concat(
                NAMED.stream().map(m -> UTF_8.decode(stream.encode(m)).toString()),
                Stream.of(UTF_8.decode(SseMessages.end(CloseReason.IDLE)).toString()));
    }

    private static String field(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode follow(JsonNode reference) {
        return DOCUMENT.at(reference.get("$ref").asText().substring(1));
    }
}
