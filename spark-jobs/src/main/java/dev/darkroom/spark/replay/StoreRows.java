package dev.darkroom.spark.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.PhotoDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the catalogue, S3 and the index hold, as rows that can be compared. */
final class StoreRows {
    /** Elasticsearch gives no more at once. */
    private static final int MOST_DOCUMENTS = 10_000;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private final Stores stores;
    private final URI elasticsearch;
    private final HttpClient http = HttpClient.newHttpClient();

    StoreRows(Stores stores, StoresConfig config) {
        this.stores = stores;
        this.elasticsearch = config.elasticsearch();
    }

    /** The whole row of every photo. */
    Rows photos() {
        Rows rows = new Rows();
        all().forEach(photo -> rows.add(photo.toString()));
        return rows;
    }

    /** What {@code recipe} made of each photo, beside its row. */
    Rows renditions(TransformId recipe) {
        Rows rows = new Rows();
        for (Photo photo : all()) {
            stores.renditions()
                    .findAll(photo.owner(), List.of(photo.id()), recipe)
                    .forEach((id, made) -> rows.add(id + " " + made));
        }
        return rows;
    }

    /** The files of {@code recipe}, with the hash that S3 verified. */
    Rows files(TransformId recipe) {
        List<String> keys = new ArrayList<>();
        for (Photo photo : all()) {
            stores.blobs().list(ObjectKeys.renditions(recipe, photo.owner(), photo.id()), info -> keys.add(info.key()));
        }
        Rows rows = new Rows();
        for (String key : keys) {
            stores.blobs()
                    .head(key)
                    .ifPresent(info -> rows.add(info.key() + " " + info.bytes() + " " + info.content() + " "
                            + info.mediaType() + " " + info.metadata()));
        }
        return rows;
    }

    /** The documents that the catalogue asks for, each at its photo's version. */
    Rows expectedDocuments() throws IOException {
        Rows rows = new Rows();
        for (Photo photo : all()) {
            if (photo.status() == PhotoStatus.COMPLETED) {
                JsonNode source = JSON.readTree(JSON.writeValueAsString(PhotoDocument.of(photo)));
                rows.add(document(photo.id().toString(), photo.version(), source));
            }
        }
        return rows;
    }

    /** The documents that the index has. */
    Rows documents() throws IOException, InterruptedException {
        stores.index().refresh();
        JsonNode hits = ask("/photos/_search?version=true&size=" + MOST_DOCUMENTS)
                .path("hits")
                .path("hits");
        if (hits.size() == MOST_DOCUMENTS) {
            throw new IllegalStateException("There are " + MOST_DOCUMENTS + " documents or more: too many to compare");
        }
        Rows rows = new Rows();
        for (JsonNode hit : hits) {
            rows.add(document(hit.path("_id").asText(), hit.path("_version").asLong(), hit.path("_source")));
        }
        return rows;
    }

    /** How many indexes there are: the one that serves and the one before it, and nothing that a run has left. */
    long indexes() throws IOException, InterruptedException {
        return ask("/_cat/indices/photos-*?format=json").size();
    }

    private static String document(String id, long version, JsonNode source) throws IOException {
        // Through plain maps, so that fields are in one order.
        return id + " " + version + " " + JSON.writeValueAsString(JSON.treeToValue(source, Object.class));
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                .timeout(LIMIT)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(
                    new IOException("Elasticsearch answers " + answer.statusCode() + " to " + path));
        }
        return JSON.readTree(answer.body());
    }

    private List<Photo> all() {
        List<Photo> photos = new ArrayList<>();
        stores.catalog().scan(photos::add);
        return photos;
    }
}
