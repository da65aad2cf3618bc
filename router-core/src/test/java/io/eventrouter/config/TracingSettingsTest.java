package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {
    @Test
    void areOffUnlessAnEndpointIsSet() {
        assertThat(load().isOn()).isFalse();
        assertThat(load("tracing.endpoint", "http://collector:4318").isOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4318,http://collector:4318/v1/traces",
        "https://collector/,https://collector/v1/traces",
        "http://[::1]:4318/otlp/v1/traces,http://[::1]:4318/otlp/v1/traces"
    })
    void addThePathOfOtlpWhereTheEndpointHasNone(String endpoint, String address) {
        assertThat(load("tracing.endpoint", endpoint).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "grpc://collector:4317",
                "http://",
                "http:collector",
                "http://collector:0",
                "http://collector:65536",
                "http://user:secret@collector:4318",
                "http://collector:4318?key=secret",
                "http://collector:4318#secret",
                "http://coll ector"
            })
    void refuseWhatIsNoAddressAndKeepWhatMayBeSecret(String endpoint) {
        assertThatThrownBy(() -> load("tracing.endpoint", endpoint))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("tracing.endpoint")
                .hasMessageContaining("http://HOST:PORT")
                .hasMessageNotContaining("=secret")
                .hasMessageNotContaining(":secret");
    }

    @Test
    void haveHeadersByName() {
        var settings = load("tracing.headers", "Authorization=Bearer a=b, x-tenant=7");

        assertThat(settings.headersByName())
                .isEqualTo(Map.of("authorization", "Bearer a=b", "x-tenant", "7"));
        assertThat(settings).asString().doesNotContain("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hush",
                "hush=",
                "=hush",
                "a b=hush",
                "a=hu\u0001sh hush",
                "a=h\u00fcsh",
                "a=hush,",
                "a=hush,A=hush",
                "Host=hush",
                "content-type=hush",
                "a=hush\r\nb: c"
            })
    void refuseHeadersThatHttpDoesNotTakeAndShowNoneOfThem(String headers) {
        assertThatThrownBy(() -> load("tracing.headers", headers))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("tracing.headers = (secret)")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "tracing.sample,1.1",
        "tracing.sample,-0.1",
        "tracing.sample,x",
        "tracing.service,''"
    })
    void refuseWhatIsOutOfRange(String name, String value) {
        assertThatThrownBy(() -> load(name, value))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(name);
    }

    private static TracingSettings load(String... pair) {
        Map<String, String> values = pair.length == 0 ? Map.of() : Map.of(pair[0], pair[1]);
        return SettingsSources.load(Optional.empty(), Map.of(), values).tracing();
    }
}
