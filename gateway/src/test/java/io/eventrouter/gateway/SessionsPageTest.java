package io.eventrouter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.console.OwnSessions;
import io.eventrouter.gateway.session.SessionQuestions;
import io.eventrouter.gateway.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SessionsPageTest {
    private static final SessionReport SLOW =
            new SessionReport(
                    "s1",
                    "10.0.0.1",
                    "ann",
                    false,
                    true,
                    3,
                    2,
                    500,
                    OptionalLong.of(1_200),
                    OptionalLong.of(900),
                    4,
                    800);
    private static final SessionReport QUIET =
            new SessionReport(
                    "s2",
                    "",
                    "",
                    true,
                    false,
                    0,
                    0,
                    0,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    0,
                    0);

    private static final String SLOW_MEMBERS =
            "\"session\":\"s1\",\"address\":\"10.0.0.1\",\"subject\":\"ann\",\"state\":\"open\","
                    + "\"catchingUp\":true,\"subscriptions\":3,\"waitingEvents\":2,"
                    + "\"waitingBytes\":500,\"oldestMillis\":1200,\"writingMillis\":900,"
                    + "\"unackedEvents\":4,\"unackedBytes\":800";

    private final List<String> asked = new ArrayList<>();
    private final SessionsPage page =
            new SessionsPage(new OwnSessions("i1", () -> "g1", () -> 12, new Answers()));

    @Test
    void listsWhatItIsTold() {
        String json = page.answer("", Map.of()).orElseThrow();

        assertThat(json)
                .isEqualTo(
                        "{\"gateway\":\"g1\",\"instance\":\"i1\",\"open\":12,\"sessions\":[{"
                                + SLOW_MEMBERS
                                + "},{\"session\":\"s2\",\"state\":\"closing\","
                                + "\"catchingUp\":false,\"subscriptions\":0,\"waitingEvents\":0,"
                                + "\"waitingBytes\":0,\"unackedEvents\":0,\"unackedBytes\":0}]}");
    }

    @Test
    void takesALimitWithinReason() {
        for (String limit : List.of("7", "0", "5000", "-1", "x", ""))
            page.answer("", Map.of("limit", limit));
        page.answer("", Map.of());

        assertThat(asked)
                .containsExactly(
                        "slowest 7",
                        "slowest 1",
                        "slowest 1000",
                        "slowest 50",
                        "slowest 50",
                        "slowest 50",
                        "slowest 50");
    }

    @Test
    void showsOneSessionAndNoneThatIsNotThere() {
        assertThat(page.answer("s1", Map.of())).hasValue("{" + SLOW_MEMBERS + "}");
        assertThat(page.answer("s9", Map.of())).isEmpty();
    }

    @Test
    void kicksASessionAndNoneThatIsNotThere() {
        assertThat(page.acts()).isTrue();
        assertThat(page.act("s1")).hasValue("{" + SLOW_MEMBERS + ",\"closed\":\"kicked\"}");
        assertThat(page.act("")).isEmpty();

        assertThat(asked).containsExactly("kick s1", "kick ");
    }

    private final class Answers implements SessionQuestions {
        @Override
        public CompletableFuture<List<SessionReport>> slowest(int limit) {
            asked.add("slowest " + limit);
            return CompletableFuture.completedFuture(List.of(SLOW, QUIET));
        }

        @Override
        public CompletableFuture<Optional<SessionReport>> find(String id) {
            return answer(id);
        }

        @Override
        public CompletableFuture<Optional<SessionReport>> kick(String id) {
            asked.add("kick " + id);
            return answer(id);
        }

        private CompletableFuture<Optional<SessionReport>> answer(String id) {
            return CompletableFuture.completedFuture(
                    id.equals("s1") ? Optional.of(SLOW) : Optional.empty());
        }
    }
}
