package dev.darkroom.local.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checksums agree with the published ones, and those of wholes with those of their parts. */
final class ChecksumTest {
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441"
    })
    void givesThePublishedCheckValues(ChecksumAlgorithm algorithm, String hex) {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(value(algorithm, check, 0, 9))).isEqualTo(hex);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void combinesThoseOfPartsToThatOfTheWhole(ChecksumAlgorithm algorithm) {
        byte[] bytes = new byte[100_000];
        new Random(3).nextBytes(bytes);
        List<Part> parts = List.of(
                part(algorithm, 1, bytes, 0, 33_333),
                part(algorithm, 2, bytes, 33_333, 1),
                part(algorithm, 3, bytes, 33_334, bytes.length - 33_334));

        assertThat(Checksum.ofParts(algorithm, Checksum.Type.FULL_OBJECT, parts))
                .isEqualTo(Checksum.of(algorithm, value(algorithm, bytes, 0, bytes.length)));
    }

    private static Part part(ChecksumAlgorithm algorithm, int number, byte[] bytes, int from, int count) {
        Checksum checksum = Checksum.of(algorithm, value(algorithm, bytes, from, count));
        return new Part(number, new Segment(number, count), "", Optional.of(checksum), Instant.EPOCH);
    }

    private static byte[] value(ChecksumAlgorithm algorithm, byte[] bytes, int from, int count) {
        RunningChecksum running = algorithm.start();
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        running.update(copy, from, count / 2);
        running.update(copy, from + count / 2, count - count / 2);
        return running.value();
    }
}
