/**
 * A gateway as a whole: its parts put together, started, and stopped in order.
 *
 * <p>Owns no thread; the parts do (docs/threading.md). May import every package of the module, and
 * none of them imports it.
 */
package io.eventrouter.gateway;
