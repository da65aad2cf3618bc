/** Publishing: what returns has been acknowledged by Kafka. */
package io.eventrouter.ingest;
