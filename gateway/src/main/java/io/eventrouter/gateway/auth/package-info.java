/**
 * Who a client is, and what it may do. Imports nothing of the gateway; immutable values, and what
 * says so is safe for all threads.
 */
package io.eventrouter.gateway.auth;
