package dev.darkroom.spark.reindex;

import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.spark.flow.Pace;
import dev.darkroom.spark.flow.PushIterator;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.PhotoDocument;
import dev.darkroom.stores.spanner.SpannerPhotoCatalog;
import java.net.URI;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.elasticsearch.spark.rdd.Metadata;
import org.elasticsearch.spark.rdd.api.java.JavaEsSpark;
import scala.Tuple2;

/**
 * Copies the document of every completed photo from the catalogue into an index, through elasticsearch-spark, each at its
 * photo's version. The connector's RDDs are used: its data frames call a method that Spark 4 no longer has.
 */
final class DocumentCopy {
    private static final int BATCH = 500;

    private final SparkSession spark;
    private final ReindexOptions options;

    DocumentCopy(SparkSession spark, ReindexOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Gives back how many documents were sent. */
    long into(String index) {
        Map<String, String> environment = options.environment();
        int perSecond = options.perSecond();
        LongAccumulator sent = spark.sparkContext().longAccumulator("documents");
        JavaPairRDD<Map<Metadata, Object>, Map<String, Object>> documents = JavaSparkContext.fromSparkContext(
                        spark.sparkContext())
                .parallelize(List.of(environment), 1)
                .flatMapToPair(settings -> documents(settings, new Pace(perSecond), sent));
        JavaEsSpark.saveToEsWithMeta(
                documents, index, connector(StoresConfig.from(environment).elasticsearch()));
        return sent.value();
    }

    private static Iterator<Tuple2<Map<Metadata, Object>, Map<String, Object>>> documents(
            Map<String, String> settings, Pace pace, LongAccumulator sent) {
        return PushIterator.over(out -> {
            try (PhotoCatalog catalog =
                    new SpannerPhotoCatalog(StoresConfig.from(settings).spannerUrl())) {
                catalog.scan(photo -> {
                    if (photo.status() == PhotoStatus.COMPLETED) {
                        pace.next();
                        sent.add(1);
                        out.accept(document(photo));
                    }
                });
            }
        });
    }

    private static Tuple2<Map<Metadata, Object>, Map<String, Object>> document(Photo photo) {
        return new Tuple2<>(
                Map.of(Metadata.ID, photo.id().toString(), Metadata.VERSION, photo.version()), PhotoDocument.of(photo));
    }

    private static Map<String, String> connector(URI elasticsearch) {
        boolean secure = elasticsearch.getScheme().equals("https");
        int port = elasticsearch.getPort() >= 0 ? elasticsearch.getPort() : secure ? 443 : 9200;
        Map<String, String> settings = new HashMap<>(Map.of(
                "es.nodes",
                elasticsearch.getHost(),
                "es.port",
                Integer.toString(port),
                // Only the address that was given: nodes may tell of others that cannot be reached from here.
                "es.nodes.wan.only",
                "true",
                "es.net.ssl",
                Boolean.toString(secure),
                "es.index.auto.create",
                "false",
                "es.mapping.version.type",
                "external",
                "es.batch.size.entries",
                Integer.toString(BATCH),
                "es.batch.write.refresh",
                "false",
                "es.write.rest.error.handlers",
                "stale",
                "es.write.rest.error.handler.stale",
                StaleIsDone.class.getName()));
        if (elasticsearch.getUserInfo() != null) {
            String[] credentials = elasticsearch.getUserInfo().split(":", 2);
            settings.put("es.net.http.auth.user", credentials[0]);
            settings.put("es.net.http.auth.pass", credentials.length > 1 ? credentials[1] : "");
        }
        return settings;
    }
}
