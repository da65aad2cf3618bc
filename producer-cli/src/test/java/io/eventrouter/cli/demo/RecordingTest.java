package io.eventrouter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordingTest {
    private final Recording recording = new Recording(3);

    @Test
    void keepsTheOrderOfArrival() {
        recording.arrived(2, 100);
        recording.arrived(0, 200);

        assertThat(recording.arrivals()).isEqualTo(2);
        assertThat(recording.act(0)).isEqualTo(2);
        assertThat(recording.nanos(1)).isEqualTo(200);
        assertThat(recording.complete()).isNotDone();
    }

    @Test
    void isCompleteWhenEveryActHasArrived() {
        recording.arrived(2, 1);
        recording.arrived(0, 2);
        recording.arrived(1, 3);

        assertThat(recording.complete()).isCompleted();
    }

    @Test
    void passesOverRepeatsAndWhatIsNotOfTheScene() {
        recording.arrived(1, 1);

        recording.arrived(1, 2);
        recording.arrived(-1, 3);
        recording.arrived(3, 4);

        assertThat(recording.arrivals()).isEqualTo(1);
        assertThat(recording.nanos(0)).isEqualTo(1);
    }
}
