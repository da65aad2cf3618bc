package io.eventrouter.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What the figures were measured on; no host name, no user, no path. Immutable.
 *
 * @param processor its model, as the system names it
 * @param processors how many the JVM may use
 * @param memoryBytes of the machine
 */
public record MachineFacts(
        String processor,
        int processors,
        long memoryBytes,
        String system,
        String jdk,
        String kafka) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public static MachineFacts ofThisMachine() {
        var os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new MachineFacts(
                model().orElse(os.getArch()),
                os.getAvailableProcessors(),
                os.getTotalMemorySize(),
                os.getName() + " " + os.getVersion() + " " + os.getArch(),
                runtime.getVmName() + " " + runtime.getVmVersion(),
                AppInfoParser.getVersion());
    }

    private static Optional<String> model() {
        try (var lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
