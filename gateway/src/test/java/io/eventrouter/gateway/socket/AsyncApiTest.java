package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.socket.ClientMessage.Refusal;
import io.eventrouter.wire.RejectReason;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/asyncapi.yaml says what the code does, and the other way round. */
class AsyncApiTest {
    private static final AsyncApi DOCUMENT = AsyncApi.read();
    private static final JsonMapper JSON = new JsonMapper();

    /** What the members of messages may be, where any text will not do. */
    private static final Map<String, String> SAMPLES =
            Map.of(
                    "channel", "orders.*",
                    "priority", "low",
                    "position", "0:1",
                    "cursor", "abc",
                    "expires", "2026-01-31T12:00:00Z",
                    "reason", "shed");

    @Test
    void hasNoReferenceThatLeadsNowhere() {
        assertThat(DOCUMENT.brokenReferences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void describesEveryMessageToClients(Class<?> kind) throws Exception {
        String json = UTF_8.decode(ServerMessageWriter.write(sample(kind))).toString();

        JsonNode message =
                DOCUMENT.messagesOf("toClient").get(JSON.readTree(json).get("op").asText());

        assertThat(message).as("in docs/asyncapi.yaml: the message %s", json).isNotNull();
        assertThat(DOCUMENT.complaints(message, json)).isEmpty();
    }

    @Test
    void namesNoMessageToClientsThatIsNotSent() throws Exception {
        Set<String> sent = new HashSet<>();
        for (Class<?> kind : serverMessages().toList())
            sent.add(
                    JSON.readTree(UTF_8.decode(ServerMessageWriter.write(sample(kind))).toString())
                            .get("op")
                            .asText());

        assertThat(served("toClient")).isSubsetOf(sent);
    }

    @Test
    void describesEveryMessageFromClientsWithAnExampleThatIsTaken() {
        var reader = new ClientMessageReader(Priorities.standard());
        Set<Class<?>> taken = new HashSet<>();

        DOCUMENT.messagesOf("fromClient")
                .forEach(
                        (op, message) -> {
                            String example = message.at("/examples/0/payload").toString();
                            ClientMessage read = reader.read(example);
                            assertThat(DOCUMENT.complaints(message, example)).isEmpty();
                            assertThat(read).as(example).isNotInstanceOf(Refusal.class);
                            taken.add(read.getClass());
                        });

        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ClientMessage.class.getPermittedSubclasses())
                                .filter(kind -> kind != Refusal.class)
                                .collect(Collectors.toSet()));
    }

    @Test
    void listsTheErrorCodesReasonsAndCloseCodes() {
        assertThatListed("errorCode", Arrays.stream(ErrorCode.values()).map(ErrorCode::text));
        assertThatListed(
                "rejectReason", Arrays.stream(RejectReason.values()).map(RejectReason::text));
        var closing = new TreeMap<String, Integer>();
        for (CloseReason reason : CloseReason.values()) closing.put(reason.word(), reason.code());
        var described = new TreeMap<String, Integer>();
        DOCUMENT.at("/channels/gateway/x-closeReasons")
                .properties()
                .forEach(reason -> described.put(reason.getKey(), reason.getValue().asInt()));
        assertThat(described).isEqualTo(closing);
    }

    private static void assertThatListed(String schema, Stream<String> inCode) {
        Set<String> used = inCode.collect(Collectors.toSet());
        Set<String> listed = texts("/components/schemas/" + schema + "/enum");
        assertThat(listed).containsAll(used);
        listed.removeAll(texts("/components/schemas/" + schema + "/x-reserved"));
        assertThat(used).containsAll(listed);
    }

    private static Set<String> served(String operation) {
        return DOCUMENT.messagesOf(operation).entrySet().stream()
                .filter(message -> !message.getValue().has("x-reserved"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(String pointer) {
        var texts = new HashSet<String>();
        DOCUMENT.at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static Stream<Class<?>> serverMessages() {
        return Stream.of(ServerMessage.class.getPermittedSubclasses());
    }

    private static ServerMessage sample(Class<?> kind) throws ReflectiveOperationException {
        return (ServerMessage) record(kind);
    }

    private static Object record(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] members = kind.getRecordComponents();
        Class<?>[] types =
                Stream.of(members).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new Object[members.length];
        for (int i = 0; i < values.length; i++) values[i] = value(members[i]);
        return kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(RecordComponent member) throws ReflectiveOperationException {
        Class<?> type = member.getType();
        if (type == String.class) return SAMPLES.getOrDefault(member.getName(), "1");
        if (type == Boolean.class || type == boolean.class) return true;
        if (type == long.class || type == Long.class) return 1L;
        if (type == int.class || type == Integer.class) return 1;
        if (type == ErrorCode.class) return ErrorCode.LIMIT;
        if (type.isRecord()) return record(type);
        return null;
    }
}
