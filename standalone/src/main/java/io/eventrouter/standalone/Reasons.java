package io.eventrouter.standalone;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong, in words for a person. Stateless. */
final class Reasons {
    private Reasons() {}

    /** One line; never empty. */
    static String of(Throwable failure) {
        if (failure instanceof FileSystemException e) return ofFile(e);
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : oneLine(message);
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }

    private static String ofFile(FileSystemException e) {
        if (e instanceof AccessDeniedException) return "no permission for " + e.getFile();
        if (e instanceof NoSuchFileException) return e.getFile() + " is not there";
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException)
            return e.getFile() + " is not a directory";
        return e.getReason() == null ? e.getFile() : e.getFile() + ": " + e.getReason();
    }
}
