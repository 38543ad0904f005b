package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.spanner.SpannerTransformRegistry;
import dev.darkroom.web.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that goes on asking while live versions change under it, and back. */
class FlipIT {
    private static final String ACTOR = "flip-test";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final RenditionRecipe OLD = RenditionRecipe.DEFAULT;
    private static final List<TransformId> LOOKS =
            List.of(TransformId.of(Likeness.LOOK, 7001, "old"), TransformId.of(Likeness.LOOK, 7002, "new"));
    private static final RenditionRecipe NEW = RecipeFile.parse("sizes=300,150\nformat=webp\nquality=61");

    private final Archive archive = new Archive();
    private final TransformRegistry registry = archive.stores().transforms();
    private final List<TransformVersion> liveBefore = in(TransformState.LIVE);
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
        liveBefore.forEach(version -> registry.adopt(version.id(), version.input(), version.definition(), ACTOR));
        if (liveBefore.stream().noneMatch(version -> version.id().name().equals("renditions"))) {
            registry.adopt(OLD.id(), TransformInput.ORIGINAL, RecipeFile.text(OLD), ACTOR);
        }
        in(TransformState.SHADOW).forEach(version -> registry.retire(version.id(), ACTOR));
        LOOKS.forEach(archive.stores().features()::drop);
        archive.close();
    }

    @Test
    void flipAndRollbackTakeEffectWithinSecondsAndNoAnswerMixesVersions() throws InterruptedException {
        Queries queries = new Queries(List.of(
                this::shown, () -> recipes(client.json("/v1/search?limit=50").path("hits"))));
        Thread asking = new Thread(queries, "queries");
        asking.start();
        try {
            await().until(() -> queries.answers.size() > 3);
            assertThat(queries.all()).containsExactly(OLD.id().slug());

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
        assertThat(queries.all())
                .containsExactlyInAnyOrder(OLD.id().slug(), NEW.id().slug());
    }

    @Test
    void photosAreAlikeInTheEyesOfOneVersionThroughoutAFlipAndBack() throws InterruptedException {
        TransformId oldLook = LOOKS.get(0);
        TransformId newLook = LOOKS.get(1);
        registry.adopt(oldLook, TransformInput.PROXY, "old", ACTOR);
        registry.register(newLook, TransformInput.PROXY, "new", ACTOR);
        look(oldLook, List.of(List.of(1f, 0f), List.of(1f, 0.1f), List.of(1f, 1f)));
        look(newLook, List.of(List.of(1f, 0f, 0f), List.of(0f, 0f, 1f), List.of(1f, 0.1f, 0f)));
        String like = "/v1/search?facets=false&like=" + photos.get(0).id();
        String seenByOld = oldLook + " flip1.jpg flip2.jpg";
        String seenByNew = newLook + " flip2.jpg flip1.jpg";
        Queries queries = new Queries(List.of(() -> Set.of(alike(like))));
        Thread asking = new Thread(queries, "queries");
        asking.start();
        try {
            await().until(() -> queries.answers.size() > 3);
            registry.promote(newLook, ACTOR);
            await().atMost(LIMIT).until(() -> alike(like).equals(seenByNew));
            registry.rollback(Likeness.LOOK, ACTOR);
            await().atMost(LIMIT).until(() -> alike(like).equals(seenByOld));
        } finally {
            queries.end.set(true);
            asking.join();
        }
        assertThat(queries.errors).isEmpty();
        assertThat(queries.all()).containsExactlyInAnyOrder(seenByOld, seenByNew);

        assertThat(alike(like + "&q=flip2")).as("with a condition").isEqualTo(oldLook + " flip2.jpg");
        JsonNode first = client.json(like + "&limit=1");
        assertThat(first.path("total").asInt()).isEqualTo(2);
        assertThat(alike(first.path("next").asText())).isEqualTo(oldLook + " flip2.jpg");
        Photo waiting = archive.upload(anna, "waiting.jpg", Pictures.jpeg(998), Instant.now());
        assertThat(refusal("/v1/search?like=" + waiting.id())).startsWith("409 Photo " + waiting.id() + " is pending");
        String unknown = "0b0a4c1e-7d1f-8000-a000-000000000001";
        assertThat(refusal("/v1/search?like=" + unknown)).isEqualTo("404 You have no photo with the id " + unknown);
        TestClient stranger = archive.client(server, Archive.newcomer("bob"));
        assertThat(stranger.get(like).status()).isEqualTo(404);
    }

    private void look(TransformId version, List<List<Float>> vectors) {
        FeatureIndex features = archive.stores().features();
        features.open(version, vectors.get(0).size());
        List<FeatureVector> looked = new ArrayList<>();
        for (int number = 0; number < vectors.size(); number++) {
            looked.add(new FeatureVector(anna, photos.get(number).id(), 1, vectors.get(number)));
        }
        assertThat(features.put(version, looked).join()).containsOnly(new IndexOutcome.Applied());
        features.refresh(List.of(version));
    }

    /** The version that an answer names, and its hits in their order. */
    private String alike(String path) {
        JsonNode answer = client.json(path);
        StringBuilder text = new StringBuilder(answer.path("look").asText());
        answer.path("hits")
                .forEach(hit -> text.append(' ').append(hit.path("file_name").asText()));
        return text.toString();
    }

    private String refusal(String path) {
        TestClient.Reply reply = client.get(path);
        return reply.status() + " " + reply.json().path("detail").asText();
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
                    all.index(),
                    all.features());
            try (HttpServer without = archive.serve(crippled)) {
                JsonNode page = archive.client(without, anna).json("/v1/photos?limit=50");

                assertThat(recipes(page.path("photos")))
                        .containsExactly(OLD.id().slug());
                assertThat(archive.client(without, anna)
                                .get("/v1/search?like=" + photos.get(0).id())
                                .text())
                        .contains("/problems/conflict", "No version of the transform look is known to be live");
            }
        }
    }

    /** The versions in this state, of the transforms that are flipped here. */
    private List<TransformVersion> in(TransformState state) {
        return registry.all().stream()
                .filter(version -> Set.of("renditions", Likeness.LOOK)
                                .contains(version.id().name())
                        && version.state() == state)
                .toList();
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

    /** Asks its questions in turn until told to end. */
    private static final class Queries implements Runnable {
        private final AtomicBoolean end = new AtomicBoolean();
        private final ConcurrentLinkedQueue<Set<String>> answers = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        private final List<Supplier<Set<String>>> questions;

        Queries(List<Supplier<Set<String>>> questions) {
            this.questions = questions;
        }

        @Override
        public void run() {
            while (!end.get()) {
                try {
                    questions.forEach(question -> answers.add(question.get()));
                } catch (RuntimeException | AssertionError e) {
                    errors.add(e);
                }
            }
        }

        Set<String> all() {
            Set<String> all = new TreeSet<>();
            answers.forEach(all::addAll);
            return all;
        }
    }
}
