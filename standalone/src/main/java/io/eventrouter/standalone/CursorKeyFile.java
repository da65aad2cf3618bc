package io.eventrouter.standalone;

import io.eventrouter.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that signs cursors, kept in the data directory so that a session can resume after a
 * restart. Only its owner can read the file. Stateless.
 */
final class CursorKeyFile {
    private static final int KEY_BYTES = 32;

    private CursorKeyFile() {}

    /**
     * The key of that directory, made at the first call.
     *
     * @throws StartException when it can be neither read nor written
     */
    static Secret in(Path data) {
        Path file = data.toAbsolutePath().normalize().resolve("cursor.key");
        try {
            if (!Files.exists(file)) create(file);
            String key = Files.readString(file).trim();
            if (key.isEmpty()) throw new IOException("it is empty; remove it to have a new one");
            return new Secret(key);
        } catch (IOException e) {
            throw new StartException(
                    file + " cannot be used as the key of cursors: " + Reasons.of(e), e);
        }
    }

    /** Written beside its place and linked there: whoever finds the file finds all of it. */
    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        Path draft = Files.createTempFile(file.getParent(), "cursor", ".new", ownerOnly(file));
        try {
            Files.write(draft, text.getBytes(StandardCharsets.US_ASCII));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first, and its key is the one.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
