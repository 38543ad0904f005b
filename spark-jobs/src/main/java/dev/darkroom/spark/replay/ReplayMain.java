package dev.darkroom.spark.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.lake.TemporaryFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import org.apache.spark.sql.SparkSession;

/** Compares the archive of a stack with what undisturbed runs make of it: for tests that disturb the jobs. */
public final class ReplayMain {
    private ReplayMain() {}

    /** Argument: the version that a backfill has just completed, or none. The last line is the result. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LogManager.getLogManager().reset();
        Map<String, String> environment = System.getenv();
        ReplayResult result;
        try (TemporaryFolder folder = TemporaryFolder.create("darkroom-replay");
                SparkSession spark = Lake.open("replay", environment)) {
            ReplayedLake replayed = ReplayedLake.in(folder.path(), spark, environment);
            Optional<TransformId> backfilled =
                    Arrays.stream(arguments).findFirst().map(TransformId::parse);
            result = new Replay(spark, environment, replayed).run(backfilled);
        }
        System.out.println(new ObjectMapper().writeValueAsString(result));
        System.exit(result.isEqual() ? 0 : 1);
    }
}
