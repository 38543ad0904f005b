package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A range of ten bytes is what S3 reads into the header. */
final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-4, 2, 4",
        "bytes=7-, 7, 9",
        "bytes=-3, 7, 9",
        "bytes=-30, 0, 9",
        "bytes=8-99, 8, 9"
    })
    void givesTheBytesAskedFor(String header, long first, long last) throws S3ErrorException {
        assertThat(ByteRange.parse(header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=4-2", "bytes=-", "bytes=0-1,3-4", "items=0-1", "bytes=a-b"})
    void sendsAllWhenItDoesNotUnderstand(String header) throws S3ErrorException {
        assertThat(ByteRange.parse(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void refusesWhatLiesBeyondTheEnd(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, 10))
                .isInstanceOfSatisfying(
                        S3ErrorException.class, e -> assertThat(e.status()).isEqualTo(416));
    }
}
