package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.web.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timeline and search of one owner, and the page that shows them. */
class BrowseIT {
    private static final UserId ANNA = Archive.newcomer("anna");
    private static final UserId BOB = Archive.newcomer("bob");

    private static Archive archive;
    private static HttpServer server;
    private static TestClient anna;
    private static final List<Photo> NEWEST_FIRST = new ArrayList<>();
    private static Photo arezzo;
    private static Photo tower;

    @BeforeAll
    static void fill() {
        archive = new Archive();
        server = archive.serve(archive.stores());
        anna = archive.client(server, ANNA);
        Photo waiting = archive.upload(ANNA, "waiting.jpg", Pictures.jpeg(20), Instant.now());
        Photo failing = archive.upload(
                ANNA, "failing.jpg", Pictures.jpeg(21), Instant.now().minus(Duration.ofDays(1)));
        archive.stores().catalog().reject(ANNA, failing.id(), Photos.rejection());
        tower = archive.develop(ANNA, "tower.jpg", Pictures.jpeg(22), Optional.of(taken("2024-03-01T10:00:00Z")));
        Photo lake = archive.develop(ANNA, "lake.jpg", Pictures.jpeg(23), Optional.of(taken("2024-02-01T10:00:00Z")));
        // Two taken in the same microsecond are told apart by their ids.
        Photo twin = archive.develop(ANNA, "twin.jpg", Pictures.jpeg(24), Optional.of(taken("2024-02-01T10:00:00Z")));
        arezzo = archive.develop(ANNA, "arezzo.jpg", Pictures.jpeg(25), Optional.of(Photos.richMetadata()));
        NEWEST_FIRST.addAll(List.of(waiting, failing, tower, lake, twin, arezzo));
        archive.develop(BOB, "tower.jpg", Pictures.jpeg(26), Optional.of(taken("2024-03-01T10:00:00Z")));
    }

    @AfterAll
    static void empty() {
        server.close();
        archive.close();
    }

    @Test
    void turnsThePagesOfTheTimelineWithoutGapsOrRepeats() {
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = "/v1/photos?limit=2";
        while (!next.isEmpty()) {
            JsonNode page = anna.json(next);
            page.get("photos").forEach(photo -> seen.add(photo.get("id").asText()));
            sizes.add(page.get("photos").size());
            next = page.path("next").asText();
        }
        assertThat(sizes).containsExactly(2, 2, 2);
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(ids(NEWEST_FIRST))
                .startsWith(ids(NEWEST_FIRST.subList(0, 3)).toArray(String[]::new));
        assertThat(seen.get(5)).isEqualTo(arezzo.id().toString());
    }

    @Test
    void showsPhotosThatWaitOrFailedWithTheirStatus() {
        JsonNode photos = anna.json("/v1/photos").get("photos");
        assertThat(photos.get(0).get("status").asText()).isEqualTo("pending");
        assertThat(photos.get(0).has("renditions")).isFalse();
        assertThat(photos.get(1).at("/rejection/reason").asText()).isEqualTo("truncated");
        assertThat(photos.get(2).at("/renditions/3/url").asText()).startsWith("http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=tower|tower.jpg",
                "q=Toscana|arezzo.jpg",
                "q=TOWE|tower.jpg",
                "from=2024-03-01|tower.jpg",
                "from=2021-07-14&until=2021-07-15|arezzo.jpg",
                "bbox=11,43,12,44|arezzo.jpg",
                "near=43.47,11.88,2000|arezzo.jpg",
                "near=43.47,11.88&radius=2km|arezzo.jpg",
                "camera=Canon%20EOS%20450D|arezzo.jpg",
                "tag=%C3%A9t%C3%A9|arezzo.jpg",
                "q=nowhere|",
                "near=0,0,1000|"
            })
    void findsOwnPhotosOnly(String query, String expected) {
        JsonNode found = anna.json("/v1/search?" + query);
        List<String> names = new ArrayList<>();
        found.get("hits").forEach(hit -> names.add(hit.get("file_name").asText()));
        assertThat(names).isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(found.get("total").asInt()).isEqualTo(names.size());
    }

    @Test
    void turnsThePagesOfASearch() {
        JsonNode first = anna.json("/v1/search?limit=3&facets=false");
        assertThat(first.get("total").asInt()).isEqualTo(4);
        assertThat(first.get("hits")).hasSize(3);
        assertThat(first.has("facets")).isFalse();
        JsonNode second = anna.json(first.get("next").asText());
        assertThat(second.get("hits")).hasSize(1);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void takesAThousandIds() {
        String ids = tower.id() + ("," + tower.id()).repeat(999);
        assertThat(anna.json("/v1/search?ids=" + ids).get("hits")).hasSize(1);
    }

    @Test
    void countsFacetsOfOwnPhotos() {
        JsonNode facets = anna.json("/v1/search?limit=0").get("facets");
        assertThat(facets.get("camera"))
                .extracting(facet -> facet.get("value").asText())
                .contains("Canon EOS 450D");
        assertThat(facets.get("year")).extracting(JsonNode::toString).contains("{\"value\":\"2024\",\"count\":3}");
    }

    @Test
    void leavesOutWhatWasDeletedButIsStillInTheIndex() {
        Photo gone = archive.develop(BOB, "gone.jpg", Pictures.jpeg(27), Optional.empty());
        archive.stores().catalog().delete(BOB, gone.id());
        assertThat(archive.client(server, BOB).json("/v1/search?q=gone").get("hits"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/search?bbox=1,2,3|bbox|1,2,3",
                "/v1/search?untill=2024-01-01|untill|2024-01-01",
                "/v1/photos?cursor=abc|cursor|abc",
                "/v1/photos?limit=0|limit|0"
            })
    void namesTheBadParameterAndItsValue(String path, String name, String value) {
        TestClient.Reply reply = anna.get(path);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().get("detail").asText())
                .startsWith("Parameter " + name + " must be ")
                .endsWith("not: " + value);
    }

    @Test
    void letsAnybodyReadThePageWhichHoldsNoPhotoAndRunsNothingInline() {
        TestClient nobody = new TestClient(server.address(), Optional.empty());
        for (String path : List.of(
                "/",
                "/gallery.css",
                "/gallery.js",
                "/land-110m.json",
                "/healthz",
                "/readyz",
                "/metrics",
                "/openapi.yaml")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(200);
        }
        TestClient.Reply page = nobody.get("/");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "img-src 'self' blob: http://127.0.0.1:")
                .doesNotContain("unsafe");
        assertThat(page.text())
                .doesNotContain("<style", " style=", " onclick=")
                .doesNotContainPattern("<script[^>]*>[^<]");
        assertThat(nobody.get("/", "If-None-Match", page.header("ETag")).status())
                .isEqualTo(304);
    }

    private static PhotoMetadata taken(String instant) {
        PhotoMetadata none = PhotoMetadata.NONE;
        return new PhotoMetadata(
                Optional.of(new TakenAt(Instant.parse(instant), TakenAt.ZoneSource.GPS_TIME, Optional.empty())),
                none.camera(),
                none.exposure(),
                none.location(),
                1,
                none.title(),
                none.place(),
                none.keywords(),
                none.rating(),
                none.placeName(),
                none.motion(),
                none.sources());
    }

    private static List<String> ids(List<Photo> photos) {
        return photos.stream().map(photo -> photo.id().toString()).toList();
    }
}
