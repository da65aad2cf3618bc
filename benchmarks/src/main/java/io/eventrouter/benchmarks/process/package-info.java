/**
 * What every harness here needs of the machine: child JVMs with a line protocol and their CPU time,
 * a broker in a process of its own, facts about the machine, deadlines.
 *
 * <p>A child ends when its standard input ends, so that none outlives the harness, however that
 * ended. Knows nothing of what is measured.
 */
package io.eventrouter.benchmarks.process;
