package dev.darkroom.spark.parity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.imaging.format.LimitsSetting;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;
import dev.darkroom.spark.flow.Decoders;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.parity.ComparePhoto.Compared;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Makes a sample of the archive's photos again in tasks of Spark, and compares it with what the stream made; changes nothing. */
public final class ParityJob {
    private static final int EXAMPLES = 5;
    private static final StructType COMPARED = new StructType()
            .add("photo_id", StringType)
            .add("compared", BooleanType)
            .add("differences", createArrayType(StringType))
            .add("files", IntegerType);

    private final SparkSession spark;
    private final ParityOptions options;

    public ParityJob(SparkSession spark, ParityOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Compares the same sample in every run, as long as the archive is the same. */
    public ParityResult run() {
        long started = System.nanoTime();
        Lake.createTables(spark);
        spark.sparkContext().setJobDescription("parity: make a sample again and compare");
        List<Row> rows = compared(sample(), liveRecipe()).collectAsList();
        Map<String, Long> differences = new TreeMap<>();
        List<String> examples = new ArrayList<>();
        long photos = 0;
        long files = 0;
        for (Row row : rows) {
            List<String> found = row.getList(2);
            found.forEach(name -> differences.merge(name, 1L, Long::sum));
            if (!found.isEmpty() && examples.size() < EXAMPLES) {
                examples.add(row.getString(0));
            }
            photos += row.getBoolean(1) ? 1 : 0;
            files += row.getInt(3);
        }
        return new ParityResult(
                "parity",
                photos,
                rows.size() - photos,
                files,
                differences,
                examples,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started) / 1_000.0);
    }

    private Dataset<Row> sample() {
        Dataset<Row> completed = spark.table(Lake.PHOTOS).where(col("status").equalTo(PhotoStatus.COMPLETED.code()));
        return options.owner()
                .map(owner -> completed.where(col("user_id").equalTo(owner.value())))
                .orElse(completed)
                .selectExpr("user_id", "photo_id", "xxhash64(photo_id) AS place")
                .orderBy("place", "photo_id")
                .limit(options.sample())
                .select("user_id", "photo_id");
    }

    private Dataset<Row> compared(Dataset<Row> sample, String definition) {
        Map<String, String> environment = options.environment();
        return sample.repartition(spark.sparkContext().defaultParallelism())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> compare(rows, definition, environment),
                        Encoders.row(COMPARED));
    }

    private static Iterator<Row> compare(Iterator<Row> rows, String definition, Map<String, String> environment) {
        List<Row> out = new ArrayList<>();
        try (Stores stores = Stores.open(StoresConfig.from(environment));
                SandboxedDeveloper developer =
                        Decoders.open(RecipeFile.parse(definition), LimitsSetting.from(environment))) {
            ComparePhoto compare = new ComparePhoto(stores.catalog(), stores.blobs(), developer);
            rows.forEachRemaining(row -> {
                Optional<Compared> found =
                        compare.compare(new UserId(row.getString(0)), PhotoId.parse(row.getString(1)));
                out.add(RowFactory.create(
                        row.getString(1),
                        found.isPresent(),
                        found.map(Compared::differences).orElse(List.of()).toArray(),
                        found.map(Compared::files).orElse(0)));
            });
        }
        return out.iterator();
    }

    private String liveRecipe() {
        try (Stores stores = Stores.open(StoresConfig.from(options.environment()))) {
            return stores.transforms().all().stream()
                    .filter(version ->
                            version.id().name().equals("renditions") && version.state() == TransformState.LIVE)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "No recipe of renditions is live: start the stack, which registers one"))
                    .definition();
        }
    }
}
