package io.eventrouter.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The settings file: Java properties in UTF-8. Stateless. */
final class SettingsFile {
    private SettingsFile() {}

    /** Values by setting name; empty, with a problem noted, when it cannot be read. */
    static Map<String, String> read(Path path, List<String> problems) {
        try {
            return read(path, Files.readAllBytes(path), problems);
        } catch (IOException e) {
            problems.add(path + ": cannot be read as a properties file: " + reason(e));
            return Map.of();
        }
    }

    /** The same, of what was read from there. */
    static Map<String, String> read(Path path, byte[] content, List<String> problems) {
        var properties = new Properties();
        // a decoder of its own says what is not UTF-8, instead of replacing it
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try (var reader = new InputStreamReader(new ByteArrayInputStream(content), decoder)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(path + ": cannot be read as a properties file: " + reason(e));
            return Map.of();
        }
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
        return values;
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) return "no such file";
        if (e instanceof AccessDeniedException) return "no permission to read it";
        if (e instanceof CharacterCodingException) return "it is not UTF-8";
        return e.getMessage();
    }
}
