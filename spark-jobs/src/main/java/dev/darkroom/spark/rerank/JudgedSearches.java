package dev.darkroom.spark.rerank;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.darkroom.core.port.RankWeight;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Judges ranks by recorded searches: by first pages in order of relevance from which something was opened. One search in
 * five judges, chosen by its id, so the same ones in every run; nothing that was opened from those has ever made a photo
 * popular, neither for the ranks of today nor for the new ones.
 */
final class JudgedSearches {
    private static final int ONE_IN = 5;
    private static final int FIRST_PAGE = 10;
    private static final double FIXED_POINT = 1e9;
    private static final String[] SEARCH = {"user_id", "search_id"};
    private static final String[] SHOWN = {"user_id", "search_id", "photo_id"};
    private static final StructType GAINS = StructType.fromDDL("current bigint, proposed bigint");

    private JudgedSearches() {}

    /** Whether the search of this id judges; a view from no search does not. */
    static Column judges(Column searchId) {
        return coalesce(crc32(searchId.cast("binary")).mod(ONE_IN).equalTo(0), lit(false));
    }

    /**
     * Compares two rankings.
     *
     * @param ranked {@code (user_id, photo_id, sort_at, current, proposed)} of every photo
     */
    static Evidence judge(Dataset<Row> searches, Dataset<Row> views, Dataset<Row> ranked, RankWeight weight) {
        Dataset<Row> opened = views.where(judges(col("search_id")))
                .select("user_id", "search_id", "photo_id")
                .distinct()
                .withColumn("opened", lit(true));
        Dataset<Row> shown = searches.where(
                        judges(col("search_id")).and(col("relevance").isNotNull()))
                .join(opened, SHOWN, "left")
                .join(ranked, new String[] {"user_id", "photo_id"}, "inner");
        Dataset<Row> pages = shown.groupBy("user_id", "search_id")
                .agg(min("position").as("first"), count("opened").as("openings"))
                .where(col("first").lt(FIRST_PAGE).and(col("openings").gt(0)))
                .select("user_id", "search_id");
        double weighing = weight.value();
        Row sums = shown.join(pages, SEARCH, "left_semi")
                .groupByKey((MapFunction<Row, String>) JudgedSearches::key, Encoders.STRING())
                .mapGroups(
                        (MapGroupsFunction<String, Row, Row>) (search, rows) -> gains(rows, new RankWeight(weighing)),
                        Encoders.row(GAINS))
                .agg(count(lit(1)), sum("current"), sum("proposed"))
                .first();
        long judged = sums.getLong(0);
        return judged == 0
                ? new Evidence(0, 0, 0)
                : new Evidence(judged, mean(sums.getLong(1), judged), mean(sums.getLong(2), judged));
    }

    private static String key(Row shown) {
        return shown.getAs("user_id") + "/" + shown.getAs("search_id");
    }

    private static double mean(long sum, long count) {
        return Math.round(sum / (double) count / FIXED_POINT * 1e6) / 1e6;
    }

    private static Row gains(Iterator<Row> rows, RankWeight weight) {
        List<ShownPhoto> shown = new ArrayList<>();
        rows.forEachRemaining(row -> shown.add(photo(row)));
        return RowFactory.create(
                fixed(ShownPhoto.ndcg(shown, weight, ShownPhoto::current)),
                fixed(ShownPhoto.ndcg(shown, weight, ShownPhoto::proposed)));
    }

    private static long fixed(double value) {
        return Math.round(value * FIXED_POINT);
    }

    private static ShownPhoto photo(Row row) {
        Double current = row.getAs("current");
        return new ShownPhoto(
                row.getAs("photo_id"),
                row.getAs("relevance"),
                row.getAs("opened") != null,
                current == null ? 0 : current,
                row.getAs("proposed"),
                row.<Timestamp>getAs("sort_at").toInstant());
    }
}
