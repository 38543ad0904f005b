package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.spanner.SpannerTransformRegistry;
import dev.darkroom.web.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that goes on asking while the live recipe changes under it, and back. */
class FlipIT {
    private static final String ACTOR = "flip-test";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final RenditionRecipe OLD = RenditionRecipe.DEFAULT;
    private static final RenditionRecipe NEW = RecipeFile.parse("sizes=300,150\nformat=webp\nquality=61");

    private final Archive archive = new Archive();
    private final TransformRegistry registry = archive.stores().transforms();
    private final Optional<TransformVersion> liveBefore = live();
    private final UserId anna = Archive.newcomer("anna");
    private final List<Photo> photos = new ArrayList<>();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void fill() {
        registry.adopt(OLD.id(), TransformInput.ORIGINAL, RecipeFile.text(OLD), ACTOR);
        registry.register(NEW.id(), TransformInput.ORIGINAL, RecipeFile.text(NEW), ACTOR);
        for (int number = 0; number < 3; number++) {
            byte[] bytes = Pictures.jpeg(900 + number);
            photos.add(archive.develop(anna, "flip" + number + ".jpg", bytes, Optional.empty()));
            archive.developBeside(anna, photos.get(number), bytes, NEW);
        }
        server = archive.serve(archive.stores());
        client = archive.client(server, anna);
    }

    @AfterEach
    void leaveTheRegistryAsItWas() {
        server.close();
        liveBefore.ifPresent(version -> registry.adopt(version.id(), version.input(), version.definition(), ACTOR));
        if (liveBefore.isEmpty()) {
            registry.adopt(OLD.id(), TransformInput.ORIGINAL, RecipeFile.text(OLD), ACTOR);
        }
        registry.all().stream()
                .filter(version -> version.id().name().equals("renditions") && version.state() == TransformState.SHADOW)
                .forEach(version -> registry.retire(version.id(), ACTOR));
        archive.close();
    }

    @Test
    void flipAndRollbackTakeEffectWithinSecondsAndNoAnswerMixesVersions() throws InterruptedException {
        Queries queries = new Queries();
        Thread asking = new Thread(queries, "queries");
        asking.start();
        try {
            await().until(() -> queries.answers.size() > 3);
            assertThat(queries.recipes()).containsExactly(OLD.id().slug());

            registry.promote(NEW.id(), ACTOR);
            await().atMost(LIMIT).until(() -> shown().equals(Set.of(NEW.id().slug())));
            registry.rollback("renditions", ACTOR);
            await().atMost(LIMIT).until(() -> shown().equals(Set.of(OLD.id().slug())));
        } finally {
            queries.end.set(true);
            asking.join();
        }
        assertThat(queries.errors).isEmpty();
        assertThat(queries.answers).allSatisfy(recipes -> assertThat(recipes).hasSize(1));
        assertThat(queries.recipes())
                .containsExactlyInAnyOrder(OLD.id().slug(), NEW.id().slug());
    }

    @Test
    void descriptionAndFilesAreThoseOfTheLiveRecipe() {
        archive.stores().catalog().rank(anna, photos.get(0).id(), 0.75);
        String photo = "/v1/photos/" + photos.get(0).id();
        String tag = client.get(photo).header("ETag");
        TestClient.Reply file = client.get(photo + "/renditions/300");
        assertThat(file.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(client.get(photo + "/renditions/1200").status()).isEqualTo(200);

        registry.promote(NEW.id(), ACTOR);
        await().atMost(LIMIT).until(() -> shown().equals(Set.of(NEW.id().slug())));

        assertThat(client.get(photo, "If-None-Match", tag).status()).isEqualTo(200);
        assertThat(client.json(photo).path("rank").asDouble())
                .as("what is no recipe's")
                .isEqualTo(0.75);
        TestClient.Reply now = client.get(photo + "/renditions/300", "If-None-Match", file.header("ETag"));
        assertThat(now.status()).isEqualTo(200);
        assertThat(now.header("Content-Type")).isEqualTo("image/webp");
        assertThat(now.header("ETag")).isEqualTo("\"" + ContentHash.of(now.body()) + "\"");
        assertThat(client.get(photo + "/renditions/1200").status()).isEqualTo(404);
    }

    @Test
    void whatTheLiveRecipeCouldNotMakeIsShownAsBefore() {
        Photo failed = archive.develop(anna, "failed.jpg", Pictures.jpeg(999), Optional.empty());

        registry.promote(NEW.id(), ACTOR);

        await().atMost(LIMIT).until(() -> shown().contains(NEW.id().slug()));
        assertThat(client.get("/v1/photos/" + failed.id() + "/renditions/300").header("Content-Type"))
                .isEqualTo("image/jpeg");
    }

    @Test
    void photosAreShownAsTheirRowsHaveThemWhileTheRegistryIsAway() {
        Stores all = archive.stores();
        String nowhere = "jdbc:cloudspanner://127.0.0.1:1/projects/p/instances/i/databases/d?usePlainText=true";
        try (TransformRegistry away = new SpannerTransformRegistry(nowhere)) {
            Stores crippled = new Stores(
                    all.blobs(),
                    all.events(),
                    all.catalog(),
                    all.renditions(),
                    away,
                    all.records(),
                    all.cache(),
                    all.index());
            try (HttpServer without = archive.serve(crippled)) {
                JsonNode page = archive.client(without, anna).json("/v1/photos?limit=50");

                assertThat(recipes(page.path("photos")))
                        .containsExactly(OLD.id().slug());
            }
        }
    }

    private Optional<TransformVersion> live() {
        return registry.all().stream()
                .filter(version -> version.id().name().equals("renditions") && version.state() == TransformState.LIVE)
                .findFirst();
    }

    private Set<String> shown() {
        return recipes(client.json("/v1/photos?limit=50").path("photos"));
    }

    /** The recipes in the addresses of an answer's renditions. */
    private static Set<String> recipes(JsonNode photos) {
        Set<String> found = new TreeSet<>();
        photos.forEach(photo -> photo.path("renditions").forEach(rendition -> {
            String path = rendition.path("url").asText();
            String recipe = path.substring(path.indexOf("/renditions/") + "/renditions/".length());
            found.add(recipe.substring(0, recipe.indexOf('/')));
        }));
        return found;
    }

    /** Asks for timeline and search in turn until told to end. */
    private final class Queries implements Runnable {
        private final AtomicBoolean end = new AtomicBoolean();
        private final ConcurrentLinkedQueue<Set<String>> answers = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();

        @Override
        public void run() {
            while (!end.get()) {
                try {
                    answers.add(recipes(client.json("/v1/photos?limit=50").path("photos")));
                    answers.add(recipes(client.json("/v1/search?limit=50").path("hits")));
                } catch (RuntimeException | AssertionError e) {
                    errors.add(e);
                }
            }
        }

        Set<String> recipes() {
            Set<String> all = new TreeSet<>();
            answers.forEach(all::addAll);
            return all;
        }

        private Set<String> recipes(JsonNode photos) {
            return FlipIT.recipes(photos);
        }
    }
}
