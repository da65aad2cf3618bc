/**
 * The span of an event at this gateway: from when it was read until its sessions have it.
 *
 * <p>Made on the feed's thread; each worker counts its own part on its own thread, and the parts
 * meet in atomic counters. Imports nothing of the gateway.
 */
package io.eventrouter.gateway.trace;
