package io.eventrouter.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineCpuTest {
    @Test
    void countsAllButIdleAndWaitingAsBusyAndGuestTimeOnce() {
        String line = "cpu  100 5 20 1000 30 2 3 40 50 6";

        var cpu = MachineCpu.parse(line);

        assertThat(cpu).contains(new MachineCpu(170, 1200));
    }

    @Test
    void tellsHowManyProcessorsWereBusyInBetween() {
        var before = new MachineCpu(100, 1000);
        var after = new MachineCpu(250, 1200);

        double busy = after.busySince(before, 2);

        assertThat(busy).isEqualTo(1.5);
    }

    @Test
    void tellsNothingOfALineThatIsAnotherOne() {
        String line = "cpu0 100 5 20 1000 30 2 3 40 50 6";

        var cpu = MachineCpu.parse(line);

        assertThat(cpu).isEmpty();
    }
}
