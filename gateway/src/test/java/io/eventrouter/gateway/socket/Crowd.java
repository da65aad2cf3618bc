package io.eventrouter.gateway.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients with a connection each, which the server knows of: each has had an answer. */
final class Crowd implements AutoCloseable {
    private final List<RawClient> clients = new ArrayList<>();

    Crowd(GatewayUnderTest gateway, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            RawClient client = gateway.connect();
            clients.add(client);
            client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client.readBody(client.readHead());
        }
    }

    int size() {
        return clients.size();
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : clients) client.close();
    }
}
