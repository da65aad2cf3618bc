package io.eventrouter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String IDS = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";
    private static final String VALID = "00-" + IDS + "-01";

    @ParameterizedTest
    @ValueSource(
            strings = {VALID, "00-" + IDS + "-00", "01-" + IDS + "-01-later", "cc-" + IDS + "-ff"})
    void isValidInTheFormOfW3c(String text) {
        assertThat(TraceParent.isValid(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p",
                "ff-" + IDS + "-01",
                "00-" + IDS + "-0",
                "00-" + IDS + "-01-later",
                "01-" + IDS + "-01later",
                "00-" + IDS + "-0G",
                "00_" + IDS + "-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319cb7ad6b7169203331--01"
            })
    void isNotValidOtherwise(String text) {
        assertThat(TraceParent.isValid(text.getBytes(UTF_8))).isFalse();
    }

    @Test
    void isNotValidWhereThereIsNone() {
        assertThat(TraceParent.isValid(null)).isFalse();
    }

    @Test
    void isSampledByTheLastBitOfItsFlags() {
        assertThat(TraceParent.isSampled(VALID.getBytes(UTF_8))).isTrue();
        assertThat(TraceParent.isSampled(("00-" + IDS + "-03").getBytes(UTF_8))).isTrue();
        assertThat(TraceParent.isSampled(("00-" + IDS + "-0e").getBytes(UTF_8))).isFalse();
    }

    /** What we take for sampled must have a parent to the library, or its spans would have none. */
    @Property
    void isJudgedAsOpenTelemetryJudgesIt(@ForAll("nearlyValid") String text) {
        byte[] bytes = text.getBytes(UTF_8);
        var context =
                Span.fromContext(
                                W3CTraceContextPropagator.getInstance()
                                        .extract(Context.root(), text, new OnlyParent()))
                        .getSpanContext();

        assertThat(TraceParent.isValid(bytes)).isEqualTo(context.isValid());
        if (context.isValid())
            assertThat(TraceParent.isSampled(bytes)).isEqualTo(context.isSampled());
    }

    @Provide
    Arbitrary<String> nearlyValid() {
        Arbitrary<String> valid = Arbitraries.of(VALID, "00-" + IDS + "-02", "01-" + IDS + "-01-x");
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 54);
        Arbitrary<Character> other = Arbitraries.of('0', '1', 'a', 'f', 'A', 'g', '-', ' ');
        return Combinators.combine(valid, place, other)
                .as((text, at, c) -> text.substring(0, at) + c + text.substring(at + 1));
    }

    private static final class OnlyParent implements TextMapGetter<String> {
        @Override
        public String get(String parent, String key) {
            return key.equals("traceparent") ? parent : null;
        }
    }
}
