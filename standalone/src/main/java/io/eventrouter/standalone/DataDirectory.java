package io.eventrouter.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Where {@code up} keeps what must outlive it: {@code kafka/}, the broker's log directory, {@code
 * layout.properties}, which says what wrote it, and {@code lock}, which one process at a time
 * holds.
 *
 * <p>A log directory is formatted beside its place and then moved there, so a start that was killed
 * leaves no half-formatted one. Confined to the thread that starts and closes the broker.
 */
final class DataDirectory implements AutoCloseable {
    /** Grows when a later release arranges the directory in another way. */
    private static final int LAYOUT = 1;

    private static final String LAYOUT_FILE = "layout.properties";
    private static final String MEND = "choose another with --data";

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the directory when it is not there, locks it, and checks that this release can use
     * what is in it.
     *
     * @throws StartException when it cannot be used
     */
    static DataDirectory open(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        DataDirectory directory = new DataDirectory(absolute, lock(absolute));
        try {
            directory.checkLayout();
            return directory;
        } catch (IOException e) {
            directory.close();
            throw unusable(absolute, e);
        } catch (StartException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * The formatted log directory of the broker.
     *
     * @throws StartException when it cannot be formatted, or holds something else
     */
    Path brokerLogs(int nodeId, String controllerListener) {
        Path logs = root.resolve("kafka");
        try {
            if (Files.exists(logs.resolve("meta.properties"))) return logs;
            if (Files.exists(logs))
                throw new StartException(
                        logs + " is there, but a broker did not make it: remove it, or " + MEND);
            format(root.resolve("kafka.new"), logs, nodeId, controllerListener);
            return logs;
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    /** Lets another process have it. Idempotent. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot unlock " + root, e);
        }
    }

    private static FileChannel lock(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) != null) return channel;
            channel.close();
        } catch (IOException e) {
            throw unusable(root, e);
        }
        throw new StartException(
                root + " is in use by another event-router: stop that one, or " + MEND);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private void checkLayout() throws IOException {
        Path file = root.resolve(LAYOUT_FILE);
        String current = MetadataVersion.LATEST_PRODUCTION.version();
        if (Files.exists(file)) {
            var written = new Properties();
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                written.load(reader);
            }
            boolean newerLayout = LAYOUT < number(written.getProperty("layout", ""));
            if (newerLayout || isNewer(written.getProperty("kafka", current)))
                throw new StartException(
                        root
                                + " was written by a newer release (layout "
                                + written.getProperty("layout")
                                + ", Kafka metadata "
                                + written.getProperty("kafka")
                                + "): use that release, or "
                                + MEND);
        }
        Files.writeString(
                file,
                "# Written by event-router; which release may use this directory.\nlayout="
                        + LAYOUT
                        + "\nkafka="
                        + current
                        + "\n");
    }

    /** A version that this release has no name for was written by a later one. */
    private static boolean isNewer(String kafkaMetadata) {
        try {
            return MetadataVersion.LATEST_PRODUCTION.compareTo(
                            MetadataVersion.fromVersionString(kafkaMetadata, true))
                    < 0;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE; // not written by this release or an earlier one
        }
    }

    private static void format(Path draft, Path logs, int nodeId, String controllerListener)
            throws IOException {
        Utils.delete(draft.toFile());
        try {
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(nodeId)
                    .addDirectory(draft.toString())
                    .setMetadataLogDirectory(draft.toString())
                    .setControllerListenerName(controllerListener)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.move(draft, logs, StandardCopyOption.ATOMIC_MOVE);
    }

    private static StartException unusable(Path root, IOException e) {
        return new StartException(
                root
                        + " cannot be used as the data directory: "
                        + Reasons.of(e)
                        + "; mend that, or "
                        + MEND,
                e);
    }
}
