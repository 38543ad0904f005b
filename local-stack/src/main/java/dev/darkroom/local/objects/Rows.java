package dev.darkroom.local.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How records look as rows of the index. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Rows() {}

    static Bucket bucket(ResultSet row) throws SQLException {
        return new Bucket(
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("created")),
                Versioning.valueOf(row.getString("versioning")));
    }

    static StoredObject object(ResultSet row) throws SQLException {
        return new StoredObject(
                name(row),
                row.getLong("id"),
                row.getString("version"),
                StoredObject.Kind.valueOf(row.getString("kind")),
                Instant.ofEpochMilli(row.getLong("modified")),
                Segment.decode(row.getString("segments")),
                new ObjectFacts(
                        row.getString("etag"),
                        row.getString("class"),
                        optional(row, "checksum").map(Checksum::decode),
                        texts(row, "headers"),
                        texts(row, "tags")),
                optional(row, "upload"));
    }

    static Upload upload(ResultSet row) throws SQLException {
        Optional<Upload.ChecksumChoice> checksum = optional(row, "checksum").map(Rows::choice);
        return new Upload(
                name(row),
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("initiated")),
                new ObjectFacts(
                        "", row.getString("class"), Optional.empty(), texts(row, "headers"), texts(row, "tags")),
                checksum);
    }

    static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getInt("number"),
                Segment.decode(row.getString("segments")).get(0),
                row.getString("etag"),
                optional(row, "checksum").map(Checksum::decode),
                Instant.ofEpochMilli(row.getLong("modified")));
    }

    static String json(Map<String, String> texts) {
        try {
            return texts.isEmpty() ? "" : JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts always have a JSON form", e);
        }
    }

    static String choice(Upload.ChecksumChoice choice) {
        return choice.algorithm() + " " + choice.type();
    }

    private static Upload.ChecksumChoice choice(String text) {
        String[] words = text.split(" ", 2);
        return new Upload.ChecksumChoice(ChecksumAlgorithm.valueOf(words[0]), Checksum.Type.valueOf(words[1]));
    }

    private static ObjectName name(ResultSet row) throws SQLException {
        return new ObjectName(row.getString("bucket"), new String(row.getBytes("key"), StandardCharsets.UTF_8));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.of(row.getString(column)).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> texts(ResultSet row, String column) throws SQLException {
        String json = row.getString(column);
        try {
            return json.isEmpty() ? Map.of() : JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("Column " + column + " holds no texts: " + json, e);
        }
    }
}
