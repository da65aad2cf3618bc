package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the meters say of the files of keys and of what is revoked. */
@Timeout(30)
class AuthMetersTest {
    @TempDir Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AuthMeters meters = new AuthMeters(registry);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void areAllThereWithoutKeys() {
        meters.show(Optional.empty());
        meters.showRevoked(Optional.empty());

        assertThat(gauge("keys.age")).isZero();
        assertThat(gauge("keys.interval")).isZero();
        assertThat(failures()).isZero();
        assertThat(gauge("revocations.unreadable")).isZero();
        assertThat(gauge("revocations.bad.lines")).isZero();
    }

    @Test
    void countEachReadingThatBringsNoKey() throws Exception {
        Path file = Files.writeString(directory.resolve("keys.json"), "{\"keys\":[]}");
        try (var refresh = new KeyRefresh(new KeySource.OfFile(file), clock::get)) {
            meters.show(Optional.of(refresh));
            refresh.read();
            Files.delete(file);

            refresh.read();

            assertThat(failures()).isEqualTo(2);
            assertThat(gauge("keys.interval")).isEqualTo(0.5);
        }
    }

    @Test
    void sayWhetherTheFileOfWhatIsRevokedCanBeRead() throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\n");
        try (var watch = new RevocationWatch(file)) {
            meters.showRevoked(Optional.of(watch));
            Files.delete(file);

            watch.look();

            assertThat(gauge("revocations.unreadable")).isOne();
            assertThat(gauge("revocations")).isOne();
            Files.writeString(file, "jti a\n");
            watch.look();
            assertThat(gauge("revocations.unreadable")).isZero();
        }
    }

    @Test
    void sayHowManyLinesOfItAreNotUnderstood() throws Exception {
        Path file = Files.writeString(directory.resolve("revoked"), "jti a\n");
        try (var watch = new RevocationWatch(file)) {
            meters.showRevoked(Optional.of(watch));
            Files.writeString(file, "jti a\nalice\nbob\n");

            watch.look();

            assertThat(gauge("revocations.bad.lines")).isEqualTo(2);
        }
    }

    private double gauge(String name) {
        return registry.get("eventrouter.gateway." + name).gauge().value();
    }

    private double failures() {
        return registry.get("eventrouter.gateway.keys.failures").functionCounter().count();
    }
}
