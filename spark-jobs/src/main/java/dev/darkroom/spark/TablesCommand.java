package dev.darkroom.spark;

import dev.darkroom.spark.lake.TablesJob;
import dev.darkroom.spark.lake.TablesResult;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code job tables}. */
@Command(
        name = "tables",
        description = {
            "Lists the lake's tables with the metadata file that each is at, for readers such as DuckDB and pyiceberg.",
            "Reads the catalogue only, and starts no Spark. docs/lake.md shows how to go on."
        },
        mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    TablesCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        Preflight.ofLake(config).check();
        TablesResult result = new TablesJob(environment).run();
        result.tables().forEach(table -> System.out.printf("%-24s %s%n", table.table(), table.metadata()));
        SparkMain.print(result);
        return 0;
    }
}
