package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.compare.CompareJob;
import dev.darkroom.spark.compare.CompareOptions;
import dev.darkroom.spark.compare.CompareResult;
import dev.darkroom.spark.compare.Gates;
import dev.darkroom.spark.compare.Neighbours;
import dev.darkroom.spark.it.RealPhotos;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What photos are found by, derived for the archive: in the lake and in the index, and taken out of it with its photo. */
final class LookIT {
    private static final LookDefinition FIRST = new LookDefinition(10, 3, 1.5);
    private static final LookDefinition SECOND = new LookDefinition(12, 3, 1.5);

    private final TestLake lake = TestLake.open();
    private final FeatureIndex index = lake.stores().features();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());

    @AfterEach
    void giveUp() {
        for (LookDefinition look : List.of(FIRST, SECOND)) {
            lake.stores().transforms().retire(look.id(), "test");
            index.drop(look.id());
        }
    }

    @Test
    void whatTheLedgerCallsDoneIsFoundAlsoWhenTheIndexWasLost(@TempDir Path reports) throws IOException {
        Photo photo = developed(1);
        Photo neighbour = developed(2);
        Photo deleted = developed(3);
        lake.sync();
        lake.stores().catalog().delete(ada, deleted.id());
        lake.stores()
                .transforms()
                .adopt(RenditionRecipe.DEFAULT.id(), TransformInput.ORIGINAL, "sizes = 1200, 600, 300, 150", "test");
        TransformId look = register(FIRST);

        BackfillResult result = backfill(look);

        assertThat(result.addsUp()).as(result.toString()).isTrue();
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.excluded()).isEqualTo(Map.of("deleted", 1L));
        assertThat(result.objectsRead()).isEqualTo(3);
        List<Float> vector = index.find(look, ada, photo.id()).orElseThrow();
        assertThat(vector).hasSize(FIRST.dimensions());
        assertThat(inTheLake(look, photo)).isEqualTo(CollectionConverters.asScala(vector));
        assertThat(index.nearest(look, ada, vector, 10)).containsExactly(photo.id(), neighbour.id());
        assertThat(index.find(look, ada, deleted.id())).isEmpty();

        index.drop(look);
        assertThat(backfill(look).objectsRead()).isZero();
        assertThat(index.find(look, ada, photo.id())).contains(vector);

        lake.stores().transforms().retire(look, "test");
        TransformId other = register(SECOND);
        assertThat(backfill(other).done()).isEqualTo(2);
        Gates gates = new Gates(Optional.empty(), Optional.of(0.99));
        CompareResult compared = new CompareJob(
                        lake.spark(),
                        new CompareOptions(lake.environment(), other, Optional.of(look), 50, 4, gates, reports))
                .run();
        assertThat(compared.passed()).as(compared.toString()).isTrue();
        assertThat(compared.neighbours()).isEqualTo(new Neighbours(2, 1, 2));
        assertThat(Files.readString(Path.of(compared.report()))).contains("of a photo's ten nearest", "100.0 %");
    }

    private BackfillResult backfill(TransformId look) {
        Pace pace = new Pace(
                3,
                Duration.ofMinutes(2),
                new BatchSize(64L << 20, 10),
                Duration.ofMinutes(5),
                2,
                false,
                Optional.empty());
        return new BackfillJob(
                        lake.spark(),
                        new BackfillOptions(
                                lake.environment(),
                                look,
                                new Scope(Optional.empty(), List.of(ada)),
                                Set.of(),
                                Optional.empty(),
                                pace),
                        Progress.none())
                .run();
    }

    private TransformId register(LookDefinition look) {
        lake.stores().transforms().register(look.id(), TransformInput.PROXY, look.text(), "test");
        return look.id();
    }

    /** A photo with a proxy as the live recipe makes it. */
    private Photo developed(int seed) {
        Photo photo = new RealPhotos(lake.stores(), ada).develop(seed);
        String key = ObjectKeys.renditions(RenditionRecipe.DEFAULT.id(), ada, photo.id()) + "1200.jpg";
        lake.stores().blobs().put(key, Blob.of(RealPhotos.picture(seed), "image/jpeg"));
        return photo;
    }

    private Seq<Float> inTheLake(TransformId look, Photo photo) {
        lake.spark().sql("REFRESH TABLE " + Lake.FEATURES);
        Row row = lake.spark()
                .table(Lake.FEATURES)
                .where("transform = '" + look + "' AND photo_id = '" + photo.id() + "'")
                .collectAsList()
                .get(0);
        return row.<String, Seq<Float>>getJavaMap(row.fieldIndex("vectors")).get("look");
    }
}
