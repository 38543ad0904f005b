package dev.darkroom.spark.duplicates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.darkroom.core.photo.DuplicateGroup.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;

/**
 * Pure functions from links to groups: what hangs together by links is a group, of the loosest kind of link that it needs
 * to hang together. The links of one owner are read in a stream; a task holds the ids of that owner's linked photos.
 *
 * <p>The best shot is the one with the most stars (rejected ones last, unrated ones before those), then of the highest
 * score, then the largest file, then the one that was uploaded first. The score, from 0 to 1, is half sharpness and a
 * fifth size in pixels, both compared with the most in the group, and for the rest exposure: {@code (1 - clipped share) *
 * (1 - |brightness - 0.5|)}. A photo that was not measured has a score of its size only.
 */
final class Groups {
    private static final StructType MEMBER =
            StructType.fromDDL("user_id string, photo_id string, root string, kind int");

    private static final String SCORE = "0.5 * coalesce(sharpness / nullif(sharpest, 0), 0)"
            + " + 0.3 * coalesce((1 - least(1, clipped_shadows + clipped_highlights)) * (1 - abs(brightness - 0.5)), 0)"
            + " + 0.2 * (CAST(width AS DOUBLE) * height / largest)";

    private static final String KIND = Arrays.stream(Kind.values())
            .map(kind -> "WHEN " + kind.looseness() + " THEN '" + kind.code() + "'")
            .collect(Collectors.joining(" ", "CASE kind ", " END"));

    private Groups() {}

    /** The photos that are in a group: {@code (user_id, photo_id, uploaded_at, group_id, kind, photos, best, score)}. */
    static Dataset<Row> of(Dataset<Row> photos, Dataset<Row> links) {
        WindowSpec group = Window.partitionBy("user_id", "root");
        WindowSpec whole = group.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
        Dataset<Row> scored = photos.join(members(links), new String[] {"user_id", "photo_id"}, "inner")
                .withColumn("sharpest", max("sharpness").over(group))
                .withColumn(
                        "largest", max(expr("CAST(width AS DOUBLE) * height")).over(group))
                .withColumn("score", expr(SCORE));
        Column best = first("photo_id")
                .over(whole.orderBy(
                        expr("coalesce(rating, 0)").desc(),
                        col("score").desc(),
                        col("size_bytes").desc(),
                        col("uploaded_at").asc(),
                        col("photo_id").asc()));
        Column earliest = first("photo_id")
                .over(whole.orderBy(col("uploaded_at").asc(), col("photo_id").asc()));
        return scored.select(
                col("user_id"),
                col("photo_id"),
                col("uploaded_at"),
                earliest.as("group_id"),
                expr(KIND).as("kind"),
                count(lit(1)).over(group).cast("int").as("photos"),
                best.as("best"),
                col("score"));
    }

    private static Dataset<Row> members(Dataset<Row> links) {
        return links.groupByKey((MapFunction<Row, String>) link -> link.getAs("user_id"), Encoders.STRING())
                .flatMapSortedGroups(
                        new Column[] {col("kind")},
                        (FlatMapGroupsFunction<String, Row, Row>) Groups::membersOf,
                        Encoders.row(MEMBER));
    }

    /** Closest links first: a looser one counts only when it brings together what was not. */
    private static Iterator<Row> membersOf(String owner, Iterator<Row> links) {
        UnionFind<String> sets = new UnionFind<>();
        Map<String, Integer> kinds = new HashMap<>();
        while (links.hasNext()) {
            Row link = links.next();
            int kind = link.getAs("kind");
            String one = sets.find(link.getAs("a"));
            String other = sets.find(link.getAs("b"));
            if (sets.union(one, other)) {
                int loosest = Math.max(kind, Math.max(kinds.getOrDefault(one, 0), kinds.getOrDefault(other, 0)));
                kinds.remove(one);
                kinds.remove(other);
                kinds.put(sets.find(one), loosest);
            }
        }
        List<Row> members = new ArrayList<>();
        sets.forEach((photo, root) -> members.add(RowFactory.create(owner, photo, root, kinds.get(root))));
        return members.iterator();
    }
}
