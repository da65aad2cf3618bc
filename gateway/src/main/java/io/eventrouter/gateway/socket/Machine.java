package io.eventrouter.gateway.socket;

import java.util.function.LongSupplier;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;

/**
 * What a server has from its surroundings, so that tests can give it others. Immutable.
 *
 * @param descriptors how many files the process may open; 0 when that is not known
 * @param buffers what Jetty reads and writes control frames with
 */
record Machine(long descriptors, ByteBufferPool buffers, LongSupplier nanoClock) {
    static Machine real() {
        return new Machine(Descriptors.limit(), new ArrayByteBufferPool(), System::nanoTime);
    }
}
