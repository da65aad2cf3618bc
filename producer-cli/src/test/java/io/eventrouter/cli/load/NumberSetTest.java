package io.eventrouter.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NumberSetTest {
    private static final int BOUND = 200;

    @Property(tries = 200)
    void isASet(
            @ForAll List<@IntRange(max = BOUND - 1) Integer> ours,
            @ForAll List<@IntRange(max = BOUND - 1) Integer> theirs) {
        var here = new NumberSet(BOUND);
        var there = new NumberSet(BOUND);
        var model = new HashSet<Integer>();

        for (int number : ours) assertThat(here.add(number)).isEqualTo(model.add(number));
        theirs.forEach(there::add);

        model.removeAll(new HashSet<>(theirs));
        assertThat(here.missingFrom(there)).isEqualTo(model.size());
    }
}
