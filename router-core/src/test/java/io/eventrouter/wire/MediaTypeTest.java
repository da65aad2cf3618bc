package io.eventrouter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON ; charset=utf-8",
                "text/json",
                "application/vnd.shop.v1+json;q=\"a;b\"",
                "image/x+json"
            })
    void knowsJson(String contentType) {
        assertThat(MediaType.of(Utf8.encode(contentType)).isJson()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html; charset=\"UTF-8\"",
                "text/csv;header=present;charset=us-ascii",
                "application/xml",
                "image/svg+xml",
                "text/plain;charset=utf-8"
            })
    void knowsTextInUtf8(String contentType) {
        assertThat(MediaType.of(Utf8.encode(contentType)).isText()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "json",
                "application/jsonp",
                "application/x-ndjson",
                "application/octet-stream",
                "text/plain; charset=iso-8859-1",
                "textual/plain"
            })
    void knowsTheRestAsBytes(String contentType) {
        MediaType type = MediaType.of(Utf8.encode(contentType));

        assertThat(type.isJson()).isFalse();
        assertThat(type.isText()).isFalse();
    }
}
