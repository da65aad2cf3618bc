package io.eventrouter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.schedule.TaggedQueues.Served;
import org.junit.jupiter.api.Test;

class StartTagSchedulerTest {
    @Test
    void sharesExactlyByWeightWhileAllAreBacklogged() {
        var queues = new TaggedQueues(new int[] {8, 4, 2, 1}, RecordCost.UNIFORM);
        for (int rank = 0; rank < 4; rank++) queues.arrive(rank, 200, 150_000);

        queues.serve(150_000);

        assertThat(queues.log().stream().filter(s -> s.rank() == 0)).hasSize(80_000);
        assertThat(queues.log().stream().filter(s -> s.rank() == 1)).hasSize(40_000);
        assertThat(queues.log().stream().filter(s -> s.rank() == 2)).hasSize(20_000);
        assertThat(queues.log().stream().filter(s -> s.rank() == 3)).hasSize(10_000);
    }

    @Test
    void sharesBytesWhereBytesAreTheCost() {
        var queues = new TaggedQueues(new int[] {1, 1}, new RecordCost(0, 1));
        queues.arrive(0, 10_000, 1_000);
        queues.arrive(1, 100, 100_000);

        queues.serve(10_100);

        assertThat(queues.log().stream().filter(s -> s.rank() == 0).mapToDouble(Served::cost).sum())
                .isEqualTo(1_000_000);
    }

    @Test
    void takesTheMoreUrgentFirstAtOneVirtualTime() {
        var scheduler = new StartTagScheduler(new int[] {1, 1, 1}, RecordCost.UNIFORM);

        long low = scheduler.headOf(2, 10);
        long high = scheduler.headOf(0, 10);

        assertThat(high).isLessThan(low);
    }

    @Test
    void startsVirtualTimeAgainWhenNothingIsOutstandingAndKeepsWhatIsOwed() {
        var scheduler = new StartTagScheduler(new int[] {1, 1}, RecordCost.UNIFORM);
        for (int i = 0; i < 1_000; i++) scheduler.served(scheduler.headOf(0, 10));

        long inDebt = scheduler.headOf(0, 10);
        long fresh = scheduler.headOf(1, 10);

        assertThat(fresh).isLessThan(inDebt).isEqualTo(1);
        assertThat(inDebt >> 4).isEqualTo(4096);
    }

    @Test
    void isNotHarmedByAReportTooMany() {
        var scheduler = new StartTagScheduler(new int[] {1, 1}, RecordCost.UNIFORM);
        long tag = scheduler.headOf(0, 10);
        scheduler.served(tag);
        scheduler.served(tag);

        scheduler.headOf(0, 10);
        scheduler.served(scheduler.headOf(1, 10));

        assertThat(scheduler.headOf(1, 10)).isPositive();
    }

    @Test
    void degradesToUrgencyWhenVirtualTimeIsUsedUp() {
        var scheduler = new StartTagScheduler(new int[] {1, 1}, new RecordCost(0, 1_000));
        scheduler.headOf(0, Long.MAX_VALUE);
        scheduler.headOf(1, Long.MAX_VALUE);

        long urgent = scheduler.headOf(0, Long.MAX_VALUE);
        long other = scheduler.headOf(1, Long.MAX_VALUE);

        assertThat(urgent).isPositive().isLessThan(other);
    }

    @Test
    void forgetsAllOnReset() {
        var scheduler = new StartTagScheduler(new int[] {1, 3}, RecordCost.UNIFORM);
        for (int i = 0; i < 10; i++) scheduler.headOf(1, 10);

        scheduler.reset();

        assertThat(scheduler.headOf(1, 10)).isEqualTo(1);
    }

    @Test
    void refusesWeightsOutOfRangeAndThenKeepsTheOldOnes() {
        var queues = new TaggedQueues(new int[] {3, 1}, RecordCost.UNIFORM);
        queues.arrive(0, 1, 400);
        queues.arrive(1, 1, 400);

        assertThatThrownBy(
                        () -> queues.scheduler().reweigh(new int[] {1, 1_001}, RecordCost.UNIFORM))
                .hasMessage("weight 1001: 1 to 1000 is allowed");

        queues.serve(400);
        assertThat(queues.log().stream().filter(s -> s.rank() == 0)).hasSize(300);
    }

    @Test
    void refusesAnotherNumberOfLevels() {
        var scheduler = new StartTagScheduler(new int[] {1, 1}, RecordCost.UNIFORM);

        assertThatThrownBy(() -> scheduler.reweigh(new int[] {1}, RecordCost.UNIFORM))
                .hasMessage("1 weights given for 2 levels");
        assertThatThrownBy(() -> new StartTagScheduler(new int[17], RecordCost.UNIFORM))
                .hasMessage("17 levels: 1 to 16 are allowed");
    }
}
