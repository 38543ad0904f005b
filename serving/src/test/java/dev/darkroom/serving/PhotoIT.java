package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.event.PhotoViewed;
import dev.darkroom.core.event.PhotosShown;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.redis.RedisCache;
import dev.darkroom.web.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One photo, as described to its owner and to nobody else. */
class PhotoIT {
    private static final UserId ANNA = Archive.newcomer("anna");
    private static final byte[] PICTURE = Pictures.jpeg(1);

    private static Archive archive;
    private static HttpServer server;
    private static TestClient anna;
    private static Photo photo;

    @BeforeAll
    static void fill() {
        archive = new Archive();
        server = archive.serve(archive.stores());
        anna = archive.client(server, ANNA);
        photo = archive.develop(ANNA, "Città 1.jpg", PICTURE, Optional.of(Photos.richMetadata()));
    }

    @AfterAll
    static void empty() {
        server.close();
        archive.close();
    }

    @Test
    void describesEverythingThatIsKnown() {
        JsonNode json = anna.json(path(photo));
        assertThat(json.at("/id").asText()).isEqualTo(photo.id().toString());
        assertThat(json.at("/status").asText()).isEqualTo("completed");
        assertThat(json.at("/version").asLong()).isEqualTo(photo.version());
        assertThat(json.at("/file_name").asText()).isEqualTo("Città 1.jpg");
        assertThat(json.at("/format").asText()).isEqualTo("jpeg");
        assertThat(json.at("/size_bytes").asLong()).isEqualTo(PICTURE.length);
        assertThat(json.at("/width").asInt()).isEqualTo(1600);
        assertThat(json.at("/taken_at/instant").asText()).isEqualTo("2021-07-14T09:30:15.250Z");
        assertThat(json.at("/taken_at/zone_source").asText()).isEqualTo("offset_tag");
        assertThat(json.at("/taken_at/local").asText()).isEqualTo("2021-07-14T11:30:15.25+02:00");
        assertThat(json.at("/place_name").toString())
                .isEqualTo("{\"text\":\"Arezzo, Tuscany, Italy\",\"country_code\":\"IT\",\"country\":\"Italy\","
                        + "\"region\":\"Tuscany\",\"city\":\"Arezzo\"}");
        assertThat(json.at("/rating").asInt()).isEqualTo(4);
        assertThat(json.at("/motion").toString())
                .isEqualTo("{\"kind\":\"motion_photo\",\"offset\":3100000,\"length\":1100000}");
        assertThat(json.at("/sources").toString())
                .isEqualTo("{\"taken_at\":\"exif\",\"title\":\"sidecar\",\"keywords\":\"iptc\"}");
        assertThat(json.at("/pixel_sha256").asText()).hasSize(64);
        assertThat(json.at("/perceptual_hash").asText()).matches("[0-9a-f]{16}");
        assertThat(json.at("/measures/colourfulness").asDouble()).isPositive();
        assertThat(json.at("/measures/dominant_colours/0").asText()).matches("#[0-9a-f]{6}");
        assertThat(json.at("/camera/name").asText()).isEqualTo("Canon EOS 450D");
        assertThat(json.at("/lens").asText()).isEqualTo("EF-S 18-55mm");
        assertThat(json.at("/exposure/text").asText()).isEqualTo("1/250 s, f/5.6, ISO 200, 35 mm");
        assertThat(json.at("/exposure/seconds").asDouble()).isEqualTo(0.004);
        assertThat(json.at("/location/latitude").asDouble()).isEqualTo(43.4684);
        assertThat(json.at("/place").asText()).isEqualTo("Arezzo, Toscana, Italia");
        assertThat(json.at("/keywords")).extracting(JsonNode::asText).containsExactly("holiday", "été");
        assertThat(json.at("/thumb_hash").asText()).isNotEmpty();
        assertThat(json.at("/original/url").asText()).isEqualTo(path(photo) + "/original");
        assertThat(json.at("/renditions"))
                .extracting(one -> one.get("size").asInt())
                .containsExactly(1200, 600, 300, 150);
    }

    @Test
    void signsUrlsThatAnybodyMayReadAndThatStayTheSame() {
        JsonNode first = anna.json(path(photo)).at("/renditions/0");
        TestClient.Reply reply = anna.get(first.get("url").asText());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).hasSize(first.get("bytes").asInt());
        assertThat(anna.json(path(photo)).at("/renditions/0/url")).isEqualTo(first.get("url"));
        assertThat(anna.get(first.get("url").asText().replace("/1200.jpg", "/600.jpg"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answersNotModifiedToWhoHasThisVersion() {
        String tag = anna.get(path(photo)).header("ETag");
        TestClient.Reply reply = anna.get(path(photo), "If-None-Match", tag);
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).isEqualTo(tag);
    }

    @Test
    void doesNotDescribeAPhotoWhoseTagIsNotTheOneAskedFor() {
        assertThat(anna.get(path(photo), "If-Match", "\"other\"").status()).isEqualTo(412);
        assertThat(anna.get(path(photo), "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void announcesWhatASearchShowsAndWhatIsLookedAt() {
        JsonNode answer = anna.json("/v1/search?q=arezzo&limit=1");
        SearchId search = SearchId.parse(answer.get("search_id").asText());
        anna.json(path(photo) + "?search=" + search);
        anna.get(path(photo) + "/renditions/1200.jpg");
        anna.get(path(photo) + "/renditions/300");
        anna.get(path(photo) + "/original?search=" + search);

        assertThat(anna.json("/v1/search?q=nothing-of-it").has("search_id")).isFalse();
        assertThat(anna.json("/v1/search?limit=0").has("search_id")).isFalse();
        assertThat(anna.get(path(photo) + "?search=1-1-1-1-1").status()).isEqualTo(400);
        assertThat(anna.get("/metrics").text()).contains("photos_lost_view_events_total{service=\"serving\"} 0.0");
        List<String> seen = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            seen.clear();
            archive.stores().events().replay(Topic.VIEWED, event -> add(seen, (PhotoViewed) event));
            assertThat(seen).contains("photo " + search, "rendition null", "original " + search);
        });
        assertThat(seen.stream().filter(view -> view.startsWith("rendition"))).hasSize(1);
        List<PhotosShown> shown = new ArrayList<>();
        archive.stores().events().replay(Topic.SEARCHED, event -> shown.add((PhotosShown) event));
        PhotosShown told = shown.stream()
                .filter(event -> event.search().equals(search))
                .findFirst()
                .orElseThrow();
        assertThat(told.owner()).isEqualTo(ANNA);
        assertThat(told.first()).isZero();
        assertThat(told.photos()).hasSize(1);
        assertThat(told.photos().get(0).photo()).isEqualTo(photo.id());
        assertThat(told.photos().get(0).version()).isEqualTo(photo.version());
        assertThat(told.photos().get(0).relevance().orElseThrow()).isPositive();
    }

    private static void add(List<String> seen, PhotoViewed view) {
        if (view.photo().equals(photo.id()) && view.viewer().equals(ANNA)) {
            seen.add(view.what().code() + " "
                    + view.search().map(SearchId::toString).orElse(null));
        }
    }

    @Test
    void showsAChangeAsSoonAsItIsInvalidated() {
        Photo own = archive.develop(ANNA, "changing.jpg", Pictures.jpeg(2), Optional.empty());
        assertThat(anna.json(path(own)).get("tags")).isEmpty();
        assertThat(archive.stores().cache().get(CacheKeys.photo(ANNA, own.id())))
                .isPresent();

        Photo changed =
                archive.stores().catalog().tag(ANNA, own.id(), List.of("sea")).orElseThrow();
        archive.stores().cache().invalidate(CacheKeys.photo(ANNA, own.id()), changed.version());
        assertThat(anna.json(path(own)).get("tags"))
                .extracting(JsonNode::asText)
                .containsExactly("sea");

        archive.stores().catalog().delete(ANNA, own.id());
        archive.stores().cache().invalidate(CacheKeys.photo(ANNA, own.id()), changed.version() + 1);
        assertThat(anna.get(path(own)).status()).isEqualTo(404);
    }

    @Test
    void readsTheCacheOnceItIsFilled() {
        anna.json(path(photo));
        double before = hits();
        anna.json(path(photo));
        assertThat(hits()).isEqualTo(before + 1);
    }

    @Test
    void neverCachesAPhotoThatWaits() {
        Photo waiting = archive.upload(ANNA, "waiting.jpg", Pictures.jpeg(3), Instant.now());
        assertThat(anna.json(path(waiting)).get("status").asText()).isEqualTo("pending");
        assertThat(archive.stores().cache().get(CacheKeys.photo(ANNA, waiting.id())))
                .isEmpty();
    }

    @Test
    void tellsWhyAPhotoFailed() {
        Photo waiting = archive.upload(ANNA, "broken.jpg", Pictures.jpeg(4), Instant.now());
        archive.stores().catalog().reject(ANNA, waiting.id(), Photos.rejection());
        JsonNode json = anna.json(path(waiting));
        assertThat(json.at("/status").asText()).isEqualTo("failed");
        assertThat(json.at("/rejection/reason").asText()).isEqualTo("truncated");
        assertThat(json.at("/rejection/detail").asText())
                .isEqualTo(Photos.rejection().detail());
        assertThat(anna.get(path(waiting) + "?size=300").status()).isEqualTo(400);
    }

    @Test
    void knowsNoPhotoByAnIdThatIsNone() {
        for (String path : List.of("", "/renditions/300", "/original")) {
            assertThat(anna.get("/v1/photos/holiday.jpg" + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void hidesThePhotoFromEverybodyElse() {
        TestClient bob = archive.client(server, Archive.newcomer("bob"));
        for (String path : List.of(path(photo), path(photo) + "/renditions/300", path(photo) + "/original")) {
            assertThat(bob.get(path).status()).as(path).isEqualTo(404);
            assertThat(bob.get(path).json().get("type").asText()).isEqualTo("/problems/not-found");
        }
        assertThat(bob.json("/v1/photos").get("photos")).isEmpty();
        assertThat(bob.json("/v1/search?ids=" + photo.id()).get("hits")).isEmpty();
    }

    @Test
    void showsNothingWithoutAValidToken() {
        TestClient nobody = new TestClient(server.address(), Optional.empty());
        TestClient liar = new TestClient(server.address(), Optional.of(archive.token(ANNA) + "x"));
        for (String path : List.of(
                path(photo),
                path(photo) + "/renditions/300",
                path(photo) + "/original",
                "/v1/photos",
                "/v1/search?q=x")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
            assertThat(nobody.head(path).status()).as(path).isEqualTo(401);
            assertThat(liar.get(path).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void goesOnWithoutRedisAndSaysSo() {
        Stores all = archive.stores();
        try (RedisCache away = new RedisCache(URI.create("redis://127.0.0.1:9"))) {
            Stores crippled = new Stores(
                    all.blobs(),
                    all.events(),
                    all.catalog(),
                    all.renditions(),
                    all.transforms(),
                    all.records(),
                    away,
                    all.index(),
                    all.features());
            try (HttpServer limping = archive.serve(crippled)) {
                TestClient client = archive.client(limping, ANNA);
                assertThat(client.json(path(photo)).get("id").asText())
                        .isEqualTo(photo.id().toString());
                assertThat(client.json("/v1/search?ids=" + photo.id()).get("hits"))
                        .hasSize(1);
                TestClient.Reply ready = client.get("/readyz");
                assertThat(ready.status()).isEqualTo(200);
                assertThat(ready.json().at("/status").asText()).isEqualTo("degraded");
                assertThat(ready.json().at("/dependencies/redis/status").asText())
                        .isEqualTo("failed");
                assertThat(ready.json().at("/dependencies/spanner/status").asText())
                        .isEqualTo("ok");
            }
        }
    }

    private static String path(Photo of) {
        return "/v1/photos/" + of.id();
    }

    private static double hits() {
        return anna.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("photos_cache_lookups_total{") && line.contains("outcome=\"hit\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
