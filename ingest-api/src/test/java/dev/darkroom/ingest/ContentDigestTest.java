package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {
    /** The example of RFC 9530, appendix B. */
    private static final byte[] HELLO = "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8);

    private static final String SHA_256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";

    @Test
    void acceptsWhatWasPromised() throws NoSuchAlgorithmException {
        String sha512 = "sha-512=:"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-512").digest(HELLO))
                + ":";
        assertThat(hash(SHA_256)).isEqualTo(ContentHash.of(HELLO));
        assertThat(hash(sha512 + ", " + SHA_256)).isEqualTo(ContentHash.of(HELLO));
        assertThat(hash(" " + SHA_256 + ";note=1 ,\t" + sha512)).isEqualTo(ContentHash.of(HELLO));
    }

    @Test
    void refusesOtherBytes() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> hash(SHA_256.replace("RK", "RL")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH))
                .satisfies(e -> assertThat(e.headers()).containsKey("Want-Content-Digest"));
        String wrong512 = "sha-512=:" + Base64.getEncoder().encodeToString(new byte[64]) + ":";
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> hash(SHA_256 + "," + wrong512));
    }

    @Test
    void ignoresAlgorithmsThatAreNotKnown() {
        assertThatCode(() -> hash("md5=:AAAA:, unixsum=:AA==:")).doesNotThrowAnyException();
        assertThat(ContentDigest.parse(Optional.of("md5=:AAAA:")).isEmpty()).isTrue();
        assertThat(ContentDigest.parse(Optional.of("md5=:AAAA:, " + SHA_256)).isEmpty())
                .isFalse();
        assertThatCode(() -> new Hashing(ContentDigest.parse(Optional.empty())).finish())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha-256",
                "sha-256=abc",
                "sha-256=:abc",
                "sha-256=:AAAA:",
                "sha-256=:****:",
                "sha-256=\"RK\"",
                "SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:,",
                ",",
                " "
            })
    void refusesWhatCannotBeRead(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ContentDigest.parse(Optional.of(header)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DIGEST))
                .satisfies(e -> assertThat(e.headers()).containsEntry("Want-Content-Digest", "sha-256=10, sha-512=3"));
    }

    private static ContentHash hash(String header) {
        Hashing hashing = new Hashing(ContentDigest.parse(Optional.of(header)));
        hashing.update(HELLO, 0, 5);
        hashing.update(HELLO, 5, HELLO.length - 5);
        return hashing.finish();
    }
}
