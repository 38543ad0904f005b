package dev.darkroom.spark;

import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.reindex.ReindexJob;
import dev.darkroom.spark.reindex.ReindexOptions;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchRebuild;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job reindex}. */
@Command(
        name = "reindex",
        description = {
            "Builds the search index anew beside the one that serves, and lets it take that one's place.",
            "Searches go on meanwhile, and changes wait for a moment at the end. The old index is kept."
        },
        mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Copy so many documents a second at most (default: ${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(names = "--drop-old", description = "Build nothing: remove the index that the last rebuild has replaced.")
    private boolean dropOld;

    ReindexCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        ReindexOptions options = SparkMain.valid(spec, () -> new ReindexOptions(environment, perSecond));
        Preflight.ofReindex(config).check();
        if (dropOld) {
            try (ElasticsearchRebuild rebuild = new ElasticsearchRebuild(config.elasticsearch())) {
                SparkMain.print(Map.of("job", "reindex", "dropped", rebuild.dropPrevious()));
            }
            return 0;
        }
        try (SparkSession spark = Lake.open("reindex", environment)) {
            SparkMain.print(new ReindexJob(spark, options).run());
        }
        return 0;
    }
}
