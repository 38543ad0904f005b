package dev.darkroom.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void issuesTokensThatAnotherLibraryVerifiesWithThePublishedKey() throws Exception {
        SignedJWT token = SignedJWT.parse(identity().token("ada.lovelace@example.org", Duration.ofHours(1)));

        JWKSet keys = JWKSet.load(identity().publicKeyFile().toFile());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("ada.lovelace@example.org");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("darkroom-local");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("darkroom");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(token.getJWTClaimsSet().getJWTID()).isNotBlank();
    }

    @Test
    void aTokenCarriesTheRolesThatItWasIssuedFor() throws Exception {
        Duration hour = Duration.ofHours(1);

        assertThat(SignedJWT.parse(identity().token("ops", List.of("admin", "auditor"), hour))
                        .getJWTClaimsSet()
                        .getStringListClaim("roles"))
                .containsExactly("admin", "auditor");
        assertThat(SignedJWT.parse(identity().token("ada", hour))
                        .getJWTClaimsSet()
                        .getClaim("roles"))
                .isNull();
        assertThatThrownBy(() -> identity().token("ada", List.of("a\"b"), hour))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small letters and hyphens: a\"b");
    }

    @Test
    void namesTheKeyByItsThumbprint() throws Exception {
        JWKSet keys = JWKSet.load(identity().publicKeyFile().toFile());

        assertThat(keys.getKeys().get(0).getKeyID())
                .isEqualTo(keys.getKeys().get(0).computeThumbprint().toString());
    }

    @Test
    void keepsItsKeyForLaterLaunchers() throws Exception {
        String before = Files.readString(identity().publicKeyFile());

        assertThat(Files.readString(identity().publicKeyFile())).isEqualTo(before);
    }

    @Test
    void letsOnlyTheOwnerReadThePrivateKey() throws Exception {
        identity().publicKeyFile();

        assertThat(Files.getPosixFilePermissions(folder.resolve("private.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(folder.resolve("jwks.json"))).doesNotContain("\"d\"");
    }

    @Test
    void refusesUsersWithoutANameAndTokensWithoutALife() {
        assertThatThrownBy(() -> identity().token(" ", Duration.ofHours(1))).hasMessageContaining("UserId");
        assertThatThrownBy(() -> identity().token("a\nb", Duration.ofHours(1))).hasMessageContaining("UserId");
        assertThatThrownBy(() -> identity().token("ada", Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> identity().token("ada", Duration.ofDays(4000))).hasMessageContaining("at most");
    }

    private LocalIdentity identity() {
        return new LocalIdentity(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
