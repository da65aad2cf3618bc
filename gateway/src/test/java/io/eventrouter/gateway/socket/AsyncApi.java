package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** docs/asyncapi.yaml, as far as tests ask it. */
final class AsyncApi {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;

    private AsyncApi(JsonNode document) {
        this.document = document;
    }

    static AsyncApi read() {
        try {
            return new AsyncApi(
                    new YAMLMapper().readTree(Path.of("..", "docs", "asyncapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /**
     * The messages of an operation, by the {@code op} that they have; those without are left out.
     */
    Map<String, JsonNode> messagesOf(String operation) {
        var byOp = new LinkedHashMap<String, JsonNode>();
        for (JsonNode reference : at("/operations/" + operation + "/messages")) {
            JsonNode message = follow(follow(reference));
            JsonNode op = message.at("/payload/properties/op/const");
            if (op.isTextual()) byOp.put(op.asText(), message);
        }
        return byOp;
    }

    private JsonNode follow(JsonNode reference) {
        return reference.has("$ref") ? at(reference.get("$ref").asText().substring(1)) : reference;
    }

    /** All references that lead nowhere. */
    List<String> brokenReferences() {
        var broken = new TreeSet<String>();
        for (JsonNode reference : document.findValues("$ref"))
            if (at(reference.asText().substring(1)).isMissingNode()) broken.add(reference.asText());
        return new ArrayList<>(broken);
    }

    /** What is wrong with a payload of that message. */
    List<String> complaints(JsonNode message, String payload) {
        ObjectNode schema = JSON.createObjectNode();
        schema.putArray("allOf").add(message.get("payload"));
        schema.set("components", document.get("components"));
        var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(schema, config)
                    .validate(JSON.readTree(payload))
                    .stream()
                    .map(fault -> payload + ": " + fault.getMessage())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
