package dev.darkroom.spark.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How a Spark session reaches the lake, and the tables that are in it. */
public final class Lake {
    /** The namespace of all tables. */
    static final String ARCHIVE = "archive";

    /** One row per photo, at its newest version. */
    public static final String PHOTOS = "lake.archive.photos";

    /** The ledger: one row per photo and transform. */
    public static final String DERIVATIONS = "lake.archive.derivations";

    /** Which photos of an owner show the same: one row per photo that is in a group. */
    public static final String DUPLICATES = "lake.archive.duplicates";

    /** What transforms made of photos, where it is data and no file: one row per photo and transform. */
    public static final String FEATURES = "lake.archive.features";

    /** Who looked at which photo: one row per view. */
    public static final String VIEWS = "lake.archive.views";

    /** What searches showed, opened or passed over: one row per answer and photo in it. */
    public static final String SEARCHES = "lake.archive.searches";

    /** What batch jobs did: one row per run, added when it ends. */
    public static final String RUNS = "lake.archive.runs";

    /** The property of a snapshot that says which offsets of Kafka the table has come to. */
    public static final String OFFSETS = "kafka.offsets";

    /**
     * The columns of {@link #PHOTOS}. A tombstone has the first three, {@code status} and {@code changed_at};
     * {@code deleted_version} is the version of the photo's newest deletion, which outlives a revival.
     */
    public static final StructType PHOTO_COLUMNS = StructType.fromDDL("""
            user_id string NOT NULL, photo_id string NOT NULL, version bigint NOT NULL, status string NOT NULL,
            content_hash string, file_name string, format string, size_bytes bigint, width int, height int,
            uploaded_at timestamp, taken_at timestamp, zone_source string, camera string, lens string,
            latitude double, longitude double, title string, place string, keywords array<string>,
            tags array<string>, rendition_transform string, thumb_hash string, perceptual_hash bigint,
            rejection_reason string, changed_at timestamp NOT NULL, deleted_version bigint, utc_offset_seconds int,
            rating int, country_code string, country string, region string, city string, motion string,
            metadata_transform string, metadata_sources map<string, string>, sidecar_hash string,
            pixel_hash string, sharpness double, brightness double, clipped_shadows double,
            clipped_highlights double, colourfulness double, dominant_colours array<int>, rank double
            """);

    /**
     * The columns of {@link #DERIVATIONS}: {@code outcome} is {@code done}, {@code failed} or {@code excluded}, and the
     * latter two have a reason.
     */
    public static final StructType DERIVATION_COLUMNS = StructType.fromDDL("""
            user_id string NOT NULL, photo_id string NOT NULL, transform string NOT NULL, version bigint NOT NULL,
            outcome string NOT NULL, reason string, occurred_at timestamp NOT NULL
            """);

    /** The columns of {@link #DUPLICATES}; {@code run_id} is the run that found the row to be as it is. */
    public static final StructType DUPLICATE_COLUMNS = StructType.fromDDL("""
            user_id string NOT NULL, photo_id string NOT NULL, uploaded_at timestamp NOT NULL, group_id string NOT NULL,
            kind string NOT NULL, photos int NOT NULL, best string NOT NULL, score double, run_id string NOT NULL
            """);

    /** The columns of {@link #FEATURES}; what a transform makes is found by its name in one of the four maps. */
    public static final StructType FEATURE_COLUMNS = StructType.fromDDL("""
            user_id string NOT NULL, photo_id string NOT NULL, transform string NOT NULL, version bigint NOT NULL,
            vectors map<string, array<float>>, labels map<string, double>, numbers map<string, double>,
            texts map<string, string>, occurred_at timestamp NOT NULL
            """);

    /**
     * The columns of {@link #VIEWS}: {@code what} is {@code photo}, {@code rendition} or {@code original}, and
     * {@code search_id} names the search that the photo was opened from, as the viewer said.
     */
    public static final StructType VIEW_COLUMNS = StructType.fromDDL("""
            user_id string NOT NULL, photo_id string NOT NULL, version bigint NOT NULL, viewer string NOT NULL,
            what string NOT NULL, search_id string, occurred_at timestamp NOT NULL
            """);

    /**
     * The columns of {@link #SEARCHES}: {@code position} is 0 for the best of all that was found; {@code relevance}, how
     * well the photo matches the words without its rank, is absent when the answer was in another order.
     */
    public static final StructType SEARCH_COLUMNS = StructType.fromDDL("""
            user_id string NOT NULL, search_id string NOT NULL, photo_id string NOT NULL, version bigint NOT NULL,
            position int NOT NULL, relevance double, occurred_at timestamp NOT NULL
            """);

    /**
     * The columns of {@link #RUNS}: {@code state} is {@code complete}, {@code partial} (stopped, paused or out of budget;
     * running it again goes on) or {@code failed}; the maps count photos by reason.
     */
    public static final StructType RUN_COLUMNS = StructType.fromDDL("""
            run_id string NOT NULL, job string NOT NULL, transform string, state string NOT NULL,
            expected bigint, done bigint, failed map<string, bigint>, excluded map<string, bigint>, remaining bigint,
            objects_read bigint, bytes_read bigint, started_at timestamp NOT NULL, ended_at timestamp NOT NULL
            """);

    private static final String PROPERTIES = """
            TBLPROPERTIES ('format-version' = '2', 'write.delete.mode' = 'merge-on-read',
              'write.update.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read',
              'write.metadata.delete-after-commit.enabled' = 'true', 'write.metadata.previous-versions-max' = '20',
              'commit.retry.num-retries' = '10')
            """;

    private Lake() {}

    /**
     * A local session, unless Spark was started by {@code spark-submit} with a master of its own.
     *
     * @param environment the variables of {@code DATA/env}; {@code DARKROOM_SPARK_UI_PORT} may name a port for Spark's pages
     */
    public static SparkSession open(String job, Map<String, String> environment) {
        SparkSession.Builder builder = SparkSession.builder().appName("darkroom " + job);
        SessionSettings.of(environment, Optional.ofNullable(System.getProperty("spark.master")))
                .forEach(builder::config);
        catalogue(environment).forEach((key, value) -> builder.config("spark.sql.catalog.lake." + key, value));
        return builder.getOrCreate();
    }

    /** The catalogue by itself, in a moment, for what needs no rows. */
    static SpannerCatalog openCatalog(Map<String, String> environment) {
        SpannerCatalog catalog = new SpannerCatalog();
        // Rows of the catalogue begin with the name that Spark's session gives it.
        catalog.initialize("lake", catalogue(environment));
        return catalog;
    }

    /** Makes the tables that are missing, and the columns that a table of an earlier release lacks. */
    public static void createTables(SparkSession spark) {
        create(spark, PHOTOS, PHOTO_COLUMNS, "bucket(16, user_id)");
        create(spark, DERIVATIONS, DERIVATION_COLUMNS, "transform");
        create(spark, DUPLICATES, DUPLICATE_COLUMNS, "bucket(16, user_id)");
        create(spark, FEATURES, FEATURE_COLUMNS, "transform");
        create(spark, VIEWS, VIEW_COLUMNS, "bucket(16, user_id)");
        create(spark, SEARCHES, SEARCH_COLUMNS, "bucket(16, user_id)");
        create(spark, RUNS, RUN_COLUMNS, "job");
    }

    private static void create(SparkSession spark, String table, StructType columns, String partition) {
        List<String> present = columnsOf(spark, table);
        if (present.isEmpty()) {
            spark.sql("CREATE NAMESPACE IF NOT EXISTS lake." + ARCHIVE);
            spark.sql("CREATE TABLE IF NOT EXISTS " + table + " (" + columns.toDDL()
                    + ") USING iceberg PARTITIONED BY (" + partition + ") " + PROPERTIES);
            return;
        }
        List<String> missing = Arrays.stream(columns.fields())
                .filter(field -> !present.contains(field.name()))
                .map(StructField::toDDL)
                .toList();
        if (!missing.isEmpty()) {
            spark.sql("ALTER TABLE " + table + " ADD COLUMNS (" + String.join(", ", missing) + ")");
        }
    }

    /** None when there is no such table. Asked of the catalogue, because Spark would parse and analyse for as long as a small job works. */
    private static List<String> columnsOf(SparkSession spark, String table) {
        try {
            return Spark3Util.loadIcebergTable(spark, table).schema().columns().stream()
                    .map(Types.NestedField::name)
                    .toList();
        } catch (NoSuchTableException e) {
            return List.of();
        } catch (ParseException e) {
            throw new IllegalArgumentException("Not the name of a table: " + table, e);
        }
    }

    private static Map<String, String> catalogue(Map<String, String> environment) {
        return Map.ofEntries(
                Map.entry("catalog-impl", SpannerCatalog.class.getName()),
                // lenient: Iceberg hands every jdbc.* property to the driver, which refuses what it does not know
                Map.entry("uri", required(environment, "DARKROOM_SPANNER_URL") + ";lenient=true"),
                Map.entry("jdbc.schema-version", "V1"),
                Map.entry(
                        "warehouse", "s3://" + environment.getOrDefault("DARKROOM_LAKE_BUCKET", "lake") + "/warehouse"),
                Map.entry("io-impl", "org.apache.iceberg.aws.s3.S3FileIO"),
                Map.entry("s3.endpoint", required(environment, "DARKROOM_S3_ENDPOINT")),
                Map.entry("s3.path-style-access", "true"),
                Map.entry("s3.access-key-id", required(environment, "DARKROOM_S3_ACCESS_KEY")),
                Map.entry("s3.secret-access-key", required(environment, "DARKROOM_S3_SECRET_KEY")),
                Map.entry("client.region", environment.getOrDefault("DARKROOM_S3_REGION", "us-east-1")));
    }

    private static String required(Map<String, String> environment, String key) {
        String value = environment.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "Environment variable " + key + " is missing: source the env file of the data directory");
        }
        return value;
    }
}
