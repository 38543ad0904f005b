package dev.darkroom.bench.synthetic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.core.id.UserId;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills the stores that the environment names, and writes down which photos have to be found alike. */
@Command(
        name = "synthetic",
        description = "Fills a stack with made-up photos and vectors; `./darkroom bench upgrade` starts this.")
public final class SyntheticCommand implements Callable<Integer> {
    private static final int TOLD_EVERY = 10_000;
    private static final int QUESTIONS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--photos", required = true)
    private int photos;

    @Option(names = "--owner", required = true)
    private String owner;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--questions", required = true, description = "The file that is written.")
    private Path questions;

    SyntheticCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Stores stores = Stores.open(StoresConfig.from(System.getenv()))) {
            SyntheticArchive archive = new SyntheticArchive(stores, new UserId(owner), photos, seed);
            archive.fill(count -> {
                if (count % TOLD_EVERY == 0) {
                    System.err.println("  " + count + " of " + photos);
                }
            });
            JSON.writeValue(questions.toFile(), questions(archive));
        }
        return 0;
    }

    /** For some photos, by each version, the others that are like them. */
    private ArrayNode questions(SyntheticArchive archive) {
        ArrayNode all = JSON.createArrayNode();
        SplittableRandom random = new SplittableRandom(seed);
        int side = Sight.side(photos);
        for (int question = 0; question < QUESTIONS; question++) {
            int photo = random.nextInt(photos / side * side); // the last row may have a few only
            ObjectNode one = all.addObject().put("photo", archive.photo(photo).toString());
            ObjectNode alike = one.putObject("alike");
            for (Sight sight : Sight.values()) {
                ArrayNode ids = alike.putArray(sight.version().toString());
                sight.alike(photo, photos)
                        .forEach(other -> ids.add(archive.photo(other).toString()));
            }
        }
        return all;
    }
}
