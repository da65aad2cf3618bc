package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CursorKeyFileTest {
    @TempDir Path data;

    @Test
    void givesTheSameKeyAfterARestart() {
        Secret first = CursorKeyFile.in(data);

        Secret second = CursorKeyFile.in(data);

        assertThat(second).isEqualTo(first);
        assertThat(first.value()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void givesEachDirectoryAKeyOfItsOwn() {
        Secret here = CursorKeyFile.in(data.resolve("here"));
        Secret there = CursorKeyFile.in(data.resolve("there"));

        assertThat(here).isNotEqualTo(there);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void letsNobodyElseReadIt() throws IOException {
        CursorKeyFile.in(data);

        var permissions = Files.getPosixFilePermissions(data.resolve("cursor.key"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        CursorKeyFile.in(data);

        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve("cursor.key"));
        }
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.createFile(data.resolve("cursor.key"));

        assertThatThrownBy(() -> CursorKeyFile.in(data))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cursor.key")
                .hasMessageContaining("remove it");
    }
}
