package io.eventrouter.gateway.auth;

import io.eventrouter.config.AuthSettings;
import io.eventrouter.config.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where a key set is read from. Confined to the thread that reads; may take seconds. */
interface KeySource {
    /**
     * The key set as text.
     *
     * @throws IOException whose message may have secrets of the address in it, and is not to be
     *     told
     */
    String read() throws IOException;

    /** For log lines: a path, or a URL without what may be secret in it. */
    String name();

    /** How long after a reading the next one comes. */
    Duration interval();

    /** Empty where the settings name none. */
    static Optional<KeySource> of(AuthSettings settings) {
        if (settings.jwksFile().isPresent())
            return Optional.of(new OfFile(settings.jwksFile().get()));
        return settings.jwksUrl().map(url -> new OfUrl(url(url), settings.jwksRefresh()));
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new InvalidSettingException("auth.jwks", uri, "an http or https URL is allowed");
        }
    }

    /** A file, which costs little to look at: what changes in it holds within a second. */
    record OfFile(Path file) implements KeySource {
        private static final Duration INTERVAL = Duration.ofMillis(500);

        @Override
        public String read() throws IOException {
            return Files.readString(file);
        }

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public Duration interval() {
            return INTERVAL;
        }
    }

    /** An address; 256 KiB at most, and 5 s without a byte are a failure. */
    record OfUrl(URL url, Duration interval) implements KeySource {
        private static final int TIMEOUT_MILLIS = 5_000;
        private static final int MOST_BYTES = 256 << 10;

        @Override
        public String read() throws IOException {
            var web = (HttpURLConnection) url.openConnection();
            web.setConnectTimeout(TIMEOUT_MILLIS);
            web.setReadTimeout(TIMEOUT_MILLIS);
            try {
                int status = web.getResponseCode();
                if (status / 100 != 2) throw new HttpStatusException(status);
                return body(web);
            } finally {
                web.disconnect();
            }
        }

        private static String body(HttpURLConnection web) throws IOException {
            try (InputStream in = web.getInputStream()) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) throw new TooLongException();
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }

        @Override
        public String name() {
            return url.getProtocol()
                    + "://"
                    + url.getAuthority().replaceAll(".*@", "")
                    + url.getPath();
        }
    }

    /** An answer without a key set. */
    final class HttpStatusException extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        HttpStatusException(int status) {
            super("HTTP status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** An answer that is longer than a key set may be. */
    final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException() {
            super("the answer is too long");
        }
    }
}
