package dev.darkroom.local.s3;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The archive gateway as a process of the stack: the S3 endpoint that everybody uses. */
public final class ArchiveGatewayComponent implements Component {
    private static final JavaProgram PROGRAM =
            new JavaProgram("local-stack", "dev.darkroom.local.s3.ArchiveGatewayMain", 128, List.of());

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("s3", 8489);
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        return PROGRAM.launch(
                site,
                List.of(
                        "--port",
                        Integer.toString(site.port("s3")),
                        "--data",
                        site.folder("s3").toString(),
                        "--region",
                        site.variable("DARKROOM_S3_REGION")));
    }

    @Override
    public boolean answers(Site site) throws IOException {
        // Unsigned on purpose: a refusal is the gateway's own answer.
        return Probe.http(address(site) + "/", Set.of(403));
    }

    @Override
    public String address(Site site) {
        return "http://127.0.0.1:" + site.port("s3");
    }
}
