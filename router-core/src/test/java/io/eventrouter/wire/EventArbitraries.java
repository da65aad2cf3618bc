package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bytes;

import io.eventrouter.event.AttributeNames;
import io.eventrouter.event.AttributeText;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any event that there can be, small ones for the most part. */
final class EventArbitraries {
    /** A content type, or none, with data that it may describe. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(String type, byte[] data) {}

    private EventArbitraries() {}

    static Arbitrary<Event> events() {
        Arbitrary<Event.Builder> required =
                Combinators.combine(
                                text(40), text(20), channels(), Arbitraries.of(PRIORITIES.all()))
                        .as(
                                (id, type, channel, priority) ->
                                        Event.builder()
                                                .id("/source/7", id)
                                                .type(type)
                                                .channel(channel)
                                                .priority(priority));
        return Combinators.combine(
                        required, instants(), instants(), text(20), attributes(), contents())
                .as(
                        (builder, time, expiry, collapseKey, attributes, content) -> {
                            if (time.getEpochSecond() % 3 != 0) builder.time(time);
                            if (expiry.getEpochSecond() % 3 != 0) builder.expiry(expiry);
                            if (collapseKey.length() > 1) builder.collapseKey(collapseKey);
                            attributes.forEach(builder::attribute);
                            if (content.type != null) builder.contentType(content.type);
                            return builder.data(content.data).build();
                        });
    }

    private static Arbitrary<String> text(int length) {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(length)
                .map(
                        text ->
                                text.codePoints()
                                        .filter(c -> AttributeText.isClean(Character.toString(c)))
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .append('\\')
                                        .toString());
    }

    private static Arbitrary<Channel> channels() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('_', '-')
                .ofMinLength(1)
                .ofMaxLength(10)
                .list()
                .ofMinSize(1)
                .ofMaxSize(16)
                .map(tokens -> new Channel(String.join(".", tokens)));
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62_167_219_200L, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Map<String, String>> attributes() {
        Arbitrary<String> names =
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .numeric()
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .filter(name -> !AttributeNames.isReserved(name));
        return Arbitraries.maps(
                        Arbitraries.oneOf(names, Arbitraries.just("partitionkey")), text(30))
                .ofMaxSize(5);
    }

    private static Arbitrary<Content> contents() {
        Arbitrary<Content> json =
                // space around the value is not part of it in an event message
                jsonValues(3).map(text -> new Content("application/json", bytes(text.strip())));
        Arbitrary<Content> text =
                Arbitraries.strings().all().map(s -> new Content("text/plain", Utf8.encode(s)));
        Arbitrary<Content> binary =
                Arbitraries.bytes()
                        .array(byte[].class)
                        .map(bytes -> new Content("application/octet-stream", bytes));
        Arbitrary<Content> notUtf8 =
                Arbitraries.bytes()
                        .array(byte[].class)
                        .map(bytes -> new Content("text/csv", bytes));
        return Arbitraries.oneOf(
                json, text, binary, notUtf8, Arbitraries.just(new Content(null, null)));
    }

    private static Arbitrary<String> jsonValues(int depth) {
        Arbitrary<String> strings =
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .excludeChars('"', '\\')
                        .map(s -> '"' + s + '"');
        Arbitrary<String> leaves =
                Arbitraries.oneOf(
                        strings,
                        Arbitraries.of(
                                "null", "true", " 1.50", "-0", "1e-7\n", "\"\\ud83c\\udf89\""));
        if (depth == 0) return leaves;
        Arbitrary<String> inner = jsonValues(depth - 1);
        Arbitrary<String> arrays =
                inner.list().ofMaxSize(3).map(items -> "[" + String.join(" ,", items) + "]");
        Arbitrary<String> objects =
                inner.list()
                        .ofMaxSize(3)
                        .map(
                                items -> {
                                    var members = new StringBuilder("{");
                                    for (int i = 0; i < items.size(); i++)
                                        members.append(i == 0 ? "" : ",\n")
                                                .append("\"m" + i + "\": ")
                                                .append(items.get(i));
                                    return members.append('}').toString();
                                });
        return Arbitraries.oneOf(leaves, arrays, objects);
    }
}
