package io.eventrouter.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where lines come from.
 *
 * @param name what to call it in messages
 * @param size bytes, 0 when that is not known
 */
public record Input(String name, InputStream stream, long size) {

    public static Input standard(InputStream stream) {
        return new Input("standard input", stream, 0);
    }

    /**
     * @throws BadInputException when the file cannot be read
     */
    public static Input file(String name) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) throw new BadInputException(name + " is a directory");
            return new Input(name, Files.newInputStream(path), Files.size(path));
        } catch (InvalidPathException e) {
            throw new BadInputException(name + " is not a file name");
        } catch (NoSuchFileException e) {
            throw new BadInputException("there is no file " + name);
        } catch (AccessDeniedException e) {
            throw new BadInputException("no permission to read " + name);
        } catch (IOException e) {
            throw new BadInputException(name + " cannot be read: " + Reasons.of(e));
        }
    }

    /** Closes it; a thread that waits for it goes on. */
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
