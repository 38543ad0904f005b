package dev.darkroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate") // the token library takes dates
class BearerAuthTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static RSAKey rsa;
    private static ECKey ec;

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private Path keyFile;
    private BearerAuth auth;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void publishKeys() throws IOException {
        keyFile = directory.resolve("keys.json");
        publish(rsa, ec);
        TokenSettings settings = new TokenSettings(keyFile, "darkroom-local", "darkroom", Duration.ofSeconds(30));
        auth = new BearerAuth(settings, now::get);
    }

    @Test
    void knowsTheSubjectOfAValidToken() throws JOSEException {
        assertThat(user(rs256(rsa, claims().build()))).isEqualTo(new UserId("ana"));
        assertThat(user(signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims().build())))
                .isEqualTo(new UserId("ana"));
        assertThat(auth.authenticate(Optional.of("bearer  " + rs256(rsa, claims().build()))))
                .isEqualTo(new UserId("ana"));
    }

    @Test
    void challengesARequestWithoutToken() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> auth.authenticate(Optional.empty()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .satisfies(e -> assertThat(e.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"darkroom\""));
    }

    @Test
    void refusesGarbageAndOtherSchemes() {
        refuses("Basic YW5hOnNlY3JldA==");
        refuses("Bearer");
        refuses("Bearer ");
        refuses("Bearer not.a.token");
        refuses("Bearer \"\r\nX: y");
        refuses("Bearer " + "a".repeat(9000));
    }

    @Test
    void refusesAnExpiredTokenButForgivesASmallSkew() throws JOSEException {
        refuses("Bearer " + rs256(rsa, claims().expirationTime(at(-31)).build()));
        assertThat(user(rs256(rsa, claims().expirationTime(at(-29)).build()))).isEqualTo(new UserId("ana"));
    }

    @Test
    void refusesATokenThatHasExpiredSinceItWasLastSent() throws JOSEException {
        String token = rs256(rsa, claims().expirationTime(at(60)).build());
        assertThat(user(token)).isEqualTo(new UserId("ana"));
        now.set(NOW.plusSeconds(89));
        assertThat(user(token)).isEqualTo(new UserId("ana"));
        now.set(NOW.plusSeconds(90));
        refuses("Bearer " + token);
    }

    @Test
    void refusesATokenWhoseKeyWasWithdrawnSinceItWasLastSent() throws Exception {
        String token = rs256(rsa, claims().build());
        assertThat(user(token)).isEqualTo(new UserId("ana"));
        publish(ec);
        refuses("Bearer " + token);
    }

    @Test
    void tellsTokensOfTwoUsersApart() throws JOSEException {
        String ana = rs256(rsa, claims().build());
        String bob = rs256(rsa, claims().subject("bob").build());
        for (int round = 0; round < 2; round++) {
            assertThat(user(ana)).isEqualTo(new UserId("ana"));
            assertThat(user(bob)).isEqualTo(new UserId("bob"));
        }
    }

    @Test
    void onlyATokenWithTheRoleDoesWhatTakesOne() throws JOSEException {
        String admin =
                rs256(rsa, claims().claim("roles", List.of("viewer", "admin")).build());
        for (int round = 0; round < 2; round++) {
            assertThat(auth.authenticate(Optional.of("Bearer " + admin), "admin"))
                    .isEqualTo(new UserId("ana"));
            forbids(rs256(rsa, claims().build()));
            forbids(rs256(rsa, claims().claim("roles", List.of("viewer")).build()));
            forbids(rs256(rsa, claims().claim("roles", "admin").build()));
            forbids(rs256(rsa, claims().claim("roles", List.of(1)).build()));
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> auth.authenticate(Optional.empty(), "admin"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private void forbids(String token) {
        assertThat(user(token)).isEqualTo(new UserId("ana"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> auth.authenticate(Optional.of("Bearer " + token), "admin"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void refusesATokenThatIsNotYetValid() throws JOSEException {
        refuses("Bearer " + rs256(rsa, claims().notBeforeTime(at(3600)).build()));
    }

    @Test
    void refusesATokenWithoutExpiry() throws JOSEException {
        refuses("Bearer " + rs256(rsa, claims().expirationTime(null).build()));
    }

    @Test
    void refusesOtherIssuersAudiencesAndSubjects() throws JOSEException {
        refuses("Bearer " + rs256(rsa, claims().issuer("elsewhere").build()));
        refuses("Bearer " + rs256(rsa, claims().audience("another").build()));
        refuses("Bearer " + rs256(rsa, claims().audience(List.of()).build()));
        refuses("Bearer " + rs256(rsa, claims().subject(null).build()));
        refuses("Bearer " + rs256(rsa, claims().subject("../root").build()));
    }

    @Test
    void refusesASignatureByAnotherKey() throws JOSEException {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        refuses("Bearer " + rs256(stranger, claims().build()));
    }

    @Test
    void refusesATokenWithoutSignature() {
        refuses("Bearer " + new PlainJWT(claims().build()).serialize());
    }

    @Test
    void refusesASharedSecretMadeFromThePublicKey() throws JOSEException {
        byte[] secret = rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refuses("Bearer " + signed(JWSAlgorithm.HS256, "rsa", new MACSigner(secret), claims().build()));
        refuses("Bearer " + signed(JWSAlgorithm.RS512, "rsa", new RSASSASigner(rsa), claims().build()));
    }

    @Test
    void readsTheKeysAgainWhenTheyChange() throws Exception {
        RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
        String token = rs256(next, claims().build());
        refuses("Bearer " + token);
        publish(next);
        assertThat(user(token)).isEqualTo(new UserId("ana"));
        refuses("Bearer " + rs256(rsa, claims().build()));
    }

    @Test
    void readsAKeyFileWithOneBareKey() throws Exception {
        Files.writeString(keyFile, ec.toPublicJWK().toJSONString());
        assertThat(user(signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims().build())))
                .isEqualTo(new UserId("ana"));
    }

    @Test
    void saysWhenTheKeysAreMissing() throws IOException {
        Files.delete(keyFile);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(auth::check);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> user(rs256(rsa, claims().build())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"kty\":\"secret\"}", "{\"keys\":[]}", "[\"secret\"]"})
    void saysWhatIsWrongWithTheKeysWithoutShowingPathOrContent(String content) throws IOException {
        Files.writeString(keyFile, content);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(auth::check)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(TokenSettings.KEY_FILE)
                        .doesNotContain("secret", keyFile.getParent().toString()));
        Files.delete(keyFile);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(auth::check)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("no such file")
                        .doesNotContain(keyFile.getParent().toString()));
    }

    private UserId user(String token) {
        return auth.authenticate(Optional.of("Bearer " + token));
    }

    private void refuses(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> auth.authenticate(Optional.of(header)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .satisfies(e -> assertThat(e.headers().get("WWW-Authenticate"))
                        .startsWith("Bearer")
                        .doesNotContain("\r", "\n"));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("ana")
                .issuer("darkroom-local")
                .audience("darkroom")
                .expirationTime(at(60));
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String rs256(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims);
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private void publish(JWK... keys) throws IOException {
        Files.writeString(keyFile, new JWKSet(Arrays.asList(keys)).toString(true));
    }
}
