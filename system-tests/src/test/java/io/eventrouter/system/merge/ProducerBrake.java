package io.eventrouter.system.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/**
 * Slows every producer of the shared broker down by Kafka's own quota, so that a router's backlog
 * lasts as long as a test needs it to. Confined to the test's thread.
 */
final class ProducerBrake implements AutoCloseable {
    private static final ClientQuotaEntity EACH_CLIENT = new ClientQuotaEntity(eachClient());

    private final Admin admin;

    ProducerBrake(Admin admin) {
        this.admin = admin;
    }

    /** For each client by itself, from its next request on. */
    void limitEachProducerTo(double bytesPerSecond) {
        set(bytesPerSecond);
    }

    void release() {
        set(null);
    }

    @Override
    public void close() {
        release();
    }

    private void set(Double bytesPerSecond) {
        var change = new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond);
        MergeStage.get(
                admin.alterClientQuotas(
                                List.of(new ClientQuotaAlteration(EACH_CLIENT, List.of(change))))
                        .all());
    }

    /** A null name is Kafka's word for the default of all clients. */
    private static Map<String, String> eachClient() {
        var entity = new HashMap<String, String>();
        entity.put(ClientQuotaEntity.CLIENT_ID, null);
        return entity;
    }
}
