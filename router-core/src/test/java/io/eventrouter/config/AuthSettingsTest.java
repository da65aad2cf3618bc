package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSettingsTest {
    @Test
    void asksNobodyByDefault() {
        AuthSettings auth = load(Map.of());

        assertThat(auth.hasKeys()).isFalse();
        assertThat(auth.origins()).isEqualTo(List.of(AuthSettings.SAME_ORIGIN));
    }

    @Test
    void tellsAnAddressOfAKeySetFromAFile() {
        AuthSettings address = load(Map.of("auth.jwks", "https://id.example.com/jwks"));
        AuthSettings file = load(Map.of("auth.jwks", "keys/jwks.json"));

        assertThat(address.jwksUrl()).contains(URI.create("https://id.example.com/jwks"));
        assertThat(address.jwksFile()).isEmpty();
        assertThat(file.jwksFile()).contains(Path.of("keys/jwks.json"));
        assertThat(file.jwksUrl()).isEmpty();
    }

    @Test
    void refusesASecretThatIsShortAndDoesNotShowIt() {
        assertThatThrownBy(() -> load(Map.of("auth.hmac-secret", "too-short")))
                .hasMessageContaining("auth.hmac-secret = (secret): 32 bytes or more are needed")
                .hasMessageNotContaining("too-short");
    }

    @Test
    void refusesToBeOpenWithKeys() {
        var values = Map.of("auth.mode", "open", "auth.jwks", "https://id.example.com/jwks");

        assertThatThrownBy(() -> load(values))
                .hasMessageContaining("auth.mode = open: there are keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "app.example.com",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://user@app.example.com",
                "ftp://app.example.com",
                "null"
            })
    void refusesWhatIsNoOrigin(String origin) {
        assertThatThrownBy(() -> load(Map.of("auth.origins", origin)))
                .hasMessageContaining("auth.origins = " + origin + ": same-origin, or an origin");
    }

    private static AuthSettings load(Map<String, String> values) {
        return SettingsSources.load(Optional.empty(), Map.of(), values).auth();
    }
}
