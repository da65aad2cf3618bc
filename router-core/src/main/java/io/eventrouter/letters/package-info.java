/**
 * Dead letters as values, and the rules by which one is replayed: for the command line and the
 * console alike. Pure: who uses it reads the topic and publishes.
 *
 * <p>Any thread; records are immutable but for the arrays and headers that they hand on. Imports
 * {@code event}, {@code topics} and {@code wire}; knows Kafka's record and header types, opens no
 * client.
 */
package io.eventrouter.letters;
