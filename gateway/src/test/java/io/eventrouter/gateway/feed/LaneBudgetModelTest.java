package io.eventrouter.gateway.feed;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the order of steps, a budget answers as if one thread had called it. */
@Timeout(120)
@Param(name = "bytes", gen = IntGen.class, conf = "1:4")
public class LaneBudgetModelTest {
    private final LaneBudget budget = new LaneBudget(6);

    @Operation
    public void add(@Param(name = "bytes") int bytes) {
        budget.add(bytes);
    }

    @Operation
    public void release(@Param(name = "bytes") int bytes) {
        budget.release(bytes);
    }

    @Operation
    public boolean isFull() {
        return budget.isFull();
    }

    @Operation
    public boolean hasRoomAgain() {
        return budget.hasRoomAgain();
    }

    @Operation
    public long used() {
        return budget.used();
    }

    @Test
    void isLinearizableInEveryInterleavingThatTheModelTries() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(4)
                .actorsAfter(2)
                .iterations(15)
                .invocationsPerIteration(200)
                .check(LaneBudgetModelTest.class);
    }
}
