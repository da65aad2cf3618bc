package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir Path directory;

    @Test
    void coversTokensByNameAndUsersByTime() {
        String text = "# a remark\n\njti t1\n sub  John Smith \nsub bob 2026-11-24T12:00:00Z\n";

        var revocations = Revocations.parse(text);

        assertThat(revocations.cover(identity("alice", "t1", NOON))).isTrue();
        assertThat(revocations.cover(identity("alice", "t2", NOON))).isFalse();
        assertThat(revocations.cover(identity("John Smith", "t2", NOON))).isTrue();
        assertThat(revocations.cover(identity("bob", "t2", NOON.minusSeconds(1)))).isTrue();
        assertThat(revocations.cover(identity("bob", "t2", NOON))).isFalse();
        assertThat(revocations.cover(identity("bob", "t2", null))).isTrue();
        assertThat(revocations.badLines()).isEmpty();
    }

    @Test
    void takesTheLinesThatItUnderstandsAndNamesTheOthers() {
        var revocations = Revocations.parse("jti\nalice\njti a b\nsub bob\njti t1");

        assertThat(revocations.badLines()).containsExactly(1, 2, 3);
        assertThat(revocations.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub bob 2026-11-24",
                "sub bob 2026-11-24 10:00:00Z",
                "sub bob 2026-11-24T10:00:00",
                "sub 2026-11-24"
            })
    void takesNoUserForALineWhoseTimeIsNone(String line) {
        String text = "jti t1\n" + line;

        var revocations = Revocations.parse(text);

        assertThat(revocations.badLines()).containsExactly(2);
        assertThat(revocations.size()).isOne();
    }

    @Test
    void takesAUserWhoseNameOnlyHasADateInIt() {
        var revocations = Revocations.parse("sub batch 2026-11-24 of shop\nsub bob-2026-11-24");

        assertThat(revocations.badLines()).isEmpty();
        assertThat(revocations.subjects())
                .containsOnlyKeys("batch 2026-11-24 of shop", "bob-2026-11-24");
    }

    @Test
    void takesTheLaterOfTwoTimesOfAUser() {
        var revocations =
                Revocations.parse("sub bob 2026-11-24T12:00:00Z\nsub bob 2026-01-01T00:00:00Z");

        assertThat(revocations.cover(identity("bob", "t", NOON.minusSeconds(1)))).isTrue();
    }

    @Test
    void refusesToStartWithoutTheFile() {
        Path file = directory.resolve("none");

        assertThatThrownBy(() -> new RevocationWatch(file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "auth.revocation-file = %s: cannot be read, make an empty one:"
                                + " NoSuchFileException",
                        file);
    }

    @Test
    void refusesToStartWithALineThatSaysNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\nalice\n");

        assertThatThrownBy(() -> new RevocationWatch(file)).hasMessageContaining("line 2 is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub bob 2026-11-24", "sub bob 2026-11-24 10:00:00Z"})
    void refusesToStartWithATimeThatIsNone(String line) throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\n" + line);

        assertThatThrownBy(() -> new RevocationWatch(file)).hasMessageContaining("line 2 is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub bob 2026-11-24", "sub bob 2026-11-24 10:00:00Z"})
    void keepsTheOtherLinesWhenATimeThatIsNoneIsAdded(String line) throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\n");
        try (var watch = new RevocationWatch(file)) {
            Files.writeString(file, "jti a\njti b\n" + line);

            watch.look();

            assertThat(watch.current().tokens()).containsExactlyInAnyOrder("a", "b");
            assertThat(watch.current().badLines()).containsExactly(3);
        }
    }

    @Test
    void takesWhatIsAddedAtOnceAndWhatIsTakenAwayWhenItStaysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\n");
        try (var watch = new RevocationWatch(file)) {
            Files.writeString(file, "jti a\njti b\n");
            watch.look();
            List<Integer> sizes = new java.util.ArrayList<>(List.of(watch.current().size()));
            Files.writeString(file, "");

            watch.look();
            sizes.add(watch.current().size());
            watch.look();
            sizes.add(watch.current().size());

            assertThat(sizes).containsExactly(2, 2, 0);
        }
    }

    @Test
    void keepsWhatItHasWhileTheFileIsGone() throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\n");
        try (var watch = new RevocationWatch(file)) {
            Files.delete(file);

            watch.look();
            watch.look();

            assertThat(watch.current().size()).isOne();
        }
    }

    private static Identity identity(String subject, String tokenId, Instant issued) {
        return new Identity(
                Optional.of(subject),
                List.of(),
                List.of(),
                p -> true,
                Optional.empty(),
                Optional.of(tokenId),
                Optional.ofNullable(issued));
    }
}
