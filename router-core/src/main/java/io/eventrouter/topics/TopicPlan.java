package io.eventrouter.topics;

import java.util.List;

/**
 * What is to be done about the topics of a cluster. Immutable.
 *
 * @param partitions P, of each priority topic
 * @param missing what is to be created
 * @param problems what has to be mended by hand first, a line each
 */
record TopicPlan(int partitions, List<WantedTopic> missing, List<String> problems) {}
