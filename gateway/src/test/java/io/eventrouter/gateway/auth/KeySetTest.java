package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import io.eventrouter.gateway.TestTokens;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
    @Test
    void passesOverWhatIsNotForSigningHere() throws Exception {
        ECKey good = TestTokens.ecKey("good");
        RSAKey rsa = TestTokens.rsaKey();
        String json =
                json(
                        good,
                        new ECKeyGenerator(Curve.P_384).keyID("other curve").generate(),
                        new ECKeyGenerator(Curve.P_256)
                                .keyUse(KeyUse.ENCRYPTION)
                                .keyID("use")
                                .generate(),
                        new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.RS512).keyID("alg").build(),
                        new OctetSequenceKeyGenerator(256).keyID("secret").generate());

        KeySet keys = KeySet.parse(json);

        assertThat(keys.keys()).extracting(VerifyingKey::id).containsExactly("good");
        assertThat(keys.passedOver()).isEqualTo(4);
    }

    @Test
    void takesTheOnlyKeyForATokenThatNamesNone() {
        KeySet one = KeySet.parse(json(TestTokens.ecKey("a")));

        List<VerifyingKey> found = one.find(Algorithm.ES256, null);

        assertThat(found).hasSize(1);
    }

    @Test
    void takesNoneOfSeveralForATokenThatNamesNone() {
        KeySet two = KeySet.parse(json(TestTokens.ecKey("a"), TestTokens.ecKey("b")));

        List<VerifyingKey> found = two.find(Algorithm.ES256, null);

        assertThat(found).isEmpty();
    }

    @Test
    void passesOverKeysThatCannotBeReadOneByOne() {
        String good = TestTokens.ecKey("good").toPublicJWK().toJSONString();
        String json =
                """
                {"keys":[{"kty":"EC","crv":"P-256","kid":"k","y":"AA"},null,7,[],{},{"kty":1},
                {"kty":"new"},{"kty":"RSA","n":"AQAB","e":"AQAB","x5c":[1]},%s]}
                """
                        .formatted(good);

        KeySet keys = KeySet.parse(json);

        assertThat(keys.keys()).extracting(VerifyingKey::id).containsExactly("good");
        assertThat(keys.passedOver()).isEqualTo(8);
    }

    @Test
    void takesASetWithoutAKeyForWhatItIs() {
        KeySet none = KeySet.parse("{\"keys\":[]}");

        assertThat(none).isEqualTo(KeySet.EMPTY);
    }

    @Test
    void passesOverWhatIsBeyondTheMostKeys() {
        String key = TestTokens.ecKey("k").toPublicJWK().toJSONString();
        String json = "{\"keys\":[" + String.join(",", Collections.nCopies(103, key)) + "]}";

        KeySet keys = KeySet.parse(json);

        assertThat(keys.keys()).hasSize(100);
        assertThat(keys.passedOver()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "null", "[]", "{}", "{\"keys\":null}", "{\"keys\":{}}"})
    void refusesWhatIsNoKeySet(String text) {
        assertThatThrownBy(() -> KeySet.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is no JSON Web Key Set");
    }

    private static String json(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(false);
    }
}
