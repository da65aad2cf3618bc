/** The merge on a real broker: shares, order, faults, bad records, lanes. */
package io.eventrouter.system.merge;
