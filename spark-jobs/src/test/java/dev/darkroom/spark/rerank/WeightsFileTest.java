package dev.darkroom.spark.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weights file is taken whole or refused by name, in one line. */
final class WeightsFileTest {
    private static final String GOOD = """
            {"recency_weight": 1, "recency_half_life_days": 30, "popularity_weight": 2,
             "popularity_half_life_days": 7, "popularity_half_views": 3, "sharpness_weight": 0,
             "sharpness_half": 500, "exposure_weight": 0.5, "colour_weight": 0, "colour_half": 40,
             "duplicate_demotion": 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyFieldIsReadIntoItsPlace() {
        assertThat(WeightsFile.parse(GOOD)).isEqualTo(new RankWeights(1, 30, 2, 7, 3, 0, 500, 0.5, 0, 40, 1));
    }

    @Test
    void thePackagedWeightsCanBeUsed() {
        assertThat(WeightsFile.packaged().sum()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"recency_weight\": 1, | `` | field recency_weight is missing",
                "\"recency_weight\": 1 | \"recency_weight\": \"1\" | recency_weight must be a number, not \"1\"",
                "\"recency_weight\": 1 | \"recency_weight\": null | recency_weight must be a number, not null",
                "\"recency_weight\": 1 | \"recency_weight\": -1 | recency_weight must lie in [0.0, 1000.0]: -1.0",
                "\"recency_weight\": 1 | \"recency_weight\": 1e999 | recency_weight must lie in",
                "\"recency_weight\": 1 | \"recency_weight\": NaN | it is not JSON: Non-standard token 'NaN'",
                "\"colour_half\": 40 | \"colour_half\": 0 | colour_half must lie in [0.001, 1000000.0]: 0.0",
                "\"duplicate_demotion\": 1 | \"duplicate_demotion\": 1.1 | duplicate_demotion must lie in [0.0, 1.0]: 1.1",
                "\"colour_half\": 40 | \"color_half\": 40 | there is no field color_half; known are [recency_weight,",
                "\"colour_half\": 40 | \"colour_half\": 40, \"colour_half\": 41 | it is not JSON: Duplicate field 'colour_half'",
                "} | `` | it is not JSON: Unexpected end-of-input",
                "} | }} | it is not JSON: Unexpected close marker",
                "} | } {} | it is not JSON: Trailing token",
            })
    void whatCannotBeUsedIsNamed(String good, String bad, String told) throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), GOOD.replace(good, bad));

        assertThatThrownBy(() -> WeightsFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Weights file " + file + " cannot be used: ")
                .hasMessageContaining(told)
                .hasMessageNotContaining("\n");
    }

    @Test
    void onlyTextOfOneObjectOfReasonableSizeIsRead() throws IOException {
        assertThatThrownBy(() -> WeightsFile.read(folder)).hasMessageStartingWith("Weights file " + folder);
        assertThatThrownBy(() -> WeightsFile.read(folder.resolve("none"))).hasMessageEndingWith("none is not there");
        Path file = folder.resolve("w.json");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> WeightsFile.read(file)).hasMessageEndingWith("it is not UTF-8");
        for (String other : new String[] {"", "[]", "1"}) {
            Files.writeString(file, other);
            assertThatThrownBy(() -> WeightsFile.read(file)).hasMessageEndingWith("it must hold one JSON object");
        }
        Files.writeString(file, " ".repeat(65_537));
        assertThatThrownBy(() -> WeightsFile.read(file)).hasMessageEndingWith("more than 65536 bytes");
    }

    @Test
    void weightsOfNothingAreRefused() {
        assertThatThrownBy(() -> new RankWeights(0, 30, 0, 7, 3, 0, 500, 0, 0, 40, 1))
                .hasMessage("one of the weights must be over 0");
    }
}
