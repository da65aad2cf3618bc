package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouterGroupsTest {
    @Test
    void tellsProcessesApartByWhatStreamsCallsTheirThreads() {
        String group = "event-router-events-shared";

        assertThat(RouterGroups.process(group + "-5f0c-11-StreamThread-2-consumer", group))
                .isEqualTo("5f0c-11");
        assertThat(RouterGroups.process("somebody else", group)).isEqualTo("somebody else");
    }
}
