/** The gateway on a real broker, with the JDK's WebSocket client. */
package io.eventrouter.system.gateway;
