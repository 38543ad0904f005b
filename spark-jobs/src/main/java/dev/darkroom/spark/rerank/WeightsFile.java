package dev.darkroom.spark.rerank;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file of weights: one JSON object that has every field of {@link RankWeights}, each a number, and no other. */
final class WeightsFile {
    private static final String PACKAGED = "weights.json";
    private static final long MAX_BYTES = 64 << 10;
    private static final List<String> FIELDS = List.of(
            "recency_weight",
            "recency_half_life_days",
            "popularity_weight",
            "popularity_half_life_days",
            "popularity_half_views",
            "sharpness_weight",
            "sharpness_half",
            "exposure_weight",
            "colour_weight",
            "colour_half",
            "duplicate_demotion");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private WeightsFile() {}

    /** The weights that come with this release. */
    static RankWeights packaged() {
        try (InputStream in = WeightsFile.class.getResourceAsStream(PACKAGED)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the packaged weights", e);
        }
    }

    /**
     * Reads {@code file}.
     *
     * @throws IllegalArgumentException when it cannot be used; the message names the file and says why
     */
    static RankWeights read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("it has more than " + MAX_BYTES + " bytes");
            }
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("Weights file " + file + " is not there", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Weights file " + file + " cannot be used: it is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Weights file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Weights file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    static RankWeights parse(String json) {
        JsonNode all = tree(json);
        if (!all.isObject()) {
            throw new IllegalArgumentException("it must hold one JSON object");
        }
        all.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("there is no field " + name + "; known are " + FIELDS);
            }
        });
        double[] values = FIELDS.stream().mapToDouble(name -> number(all, name)).toArray();
        return new RankWeights(
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8],
                values[9],
                values[10]);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            // What comes after these speaks of Java, not of the file.
            String why = e.getOriginalMessage().split("[:(]", 2)[0].strip();
            throw new IllegalArgumentException("it is not JSON: " + why + where, e);
        }
    }

    private static double number(JsonNode all, String name) {
        JsonNode value = all.get(name);
        if (value == null) {
            throw new IllegalArgumentException("field " + name + " is missing");
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " must be a number, not " + value);
        }
        return value.doubleValue();
    }
}
