package dev.darkroom.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    /** Computed independently of the code under test. */
    private static final String GOLDEN_ID = "9c83e6bf-d7a4-8935-9b60-633a3e36fc0f";

    private static final String GOLDEN_SHARD = "0781";
    private static final ContentHash ABC = ContentHash.of("abc".getBytes(StandardCharsets.UTF_8));

    @Test
    void contentHashIsTheSha256OfTheBytes() {
        assertThat(ABC.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ContentHash.ofDigest(ABC.bytes())).isEqualTo(ABC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BA7816BF", "zz"})
    void contentHashRefusesWhatIsNotSixtyFourHexDigits(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ContentHash(text));
    }

    @Test
    void photoIdNeverChangesBecauseEveryStoreHoldsIt() {
        assertThat(PhotoId.of(new UserId("ada"), ABC)).hasToString(GOLDEN_ID);
    }

    @Test
    void photoIdIsAUuidOfVersionEight() {
        PhotoId id = PhotoId.of(new UserId("ada"), ABC);
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(PhotoId.parse(id.toString().toUpperCase(Locale.ROOT))).isEqualTo(id);
    }

    @Test
    void samePhotoOfTwoUsersHasTwoIds() {
        assertThat(PhotoId.of(new UserId("ada"), ABC)).isNotEqualTo(PhotoId.of(new UserId("bob"), ABC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "not-a-uuid", "../../etc/passwd", "0123456789012345678901234567890123456"})
    void photoIdRefusesWhatIsNotACanonicalUuid(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhotoId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada.lovelace@example.org", "0b9c3c4e-8a51-4c0e-9d7a-111111111111"})
    void userIdTakesSubjectsThatAreSafeInAKey(String text) {
        assertThat(new UserId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", ".hidden", "a b", "käse", "a\n"})
    void userIdRefusesWhatCouldEscapeAKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }

    @Test
    void shardNeverChangesBecauseItIsPartOfEveryKey() {
        assertThat(VirtualShard.of(new UserId("ada"))).hasToString(GOLDEN_SHARD);
    }

    @Test
    void shardsSpreadUsersEvenly() {
        long used = IntStream.range(0, 20_000)
                .mapToObj(n -> VirtualShard.of(new UserId("user" + n)))
                .distinct()
                .count();
        assertThat(used).isGreaterThan(4_000);
    }
}
