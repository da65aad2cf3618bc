package io.eventrouter.benchmarks.merge.variant;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.topics.TopicNames;
import java.nio.file.Path;
import java.util.List;

/**
 * What a variant is told when it starts. Immutable.
 *
 * @param prefix of the topics
 * @param levels with lanes and weights; peers without weights ignore them
 * @param partitions of each priority topic
 * @param applicationId consumer group, or what consumer groups begin with; a new one reads from the
 *     beginning
 * @param directory where it may keep files; removed by whoever named it
 */
public record VariantArguments(
        Variant variant,
        String bootstrap,
        String prefix,
        LevelSettings levels,
        int partitions,
        String applicationId,
        Path directory) {

    /** As a command line that {@link #parse} reads. */
    public List<String> toList() {
        return List.of(
                variant.name(),
                bootstrap,
                prefix,
                levels.toString(),
                Integer.toString(partitions),
                applicationId,
                directory.toString());
    }

    static VariantArguments parse(String[] words) {
        return new VariantArguments(
                Variant.valueOf(words[0]),
                words[1],
                words[2],
                LevelSettings.parse(words[3]),
                Integer.parseInt(words[4]),
                words[5],
                Path.of(words[6]));
    }

    TopicNames topics() {
        return new TopicNames(prefix, levels.priorities());
    }
}
