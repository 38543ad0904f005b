package dev.darkroom.local.s3;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S3Mock as a process of the stack: keeps the objects, and is meant for the archive gateway only. */
public final class S3MockComponent implements Component {
    private static final int HEAP_MEGABYTES = 384;

    @Override
    public String name() {
        return "s3mock";
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("s3mock", 8490);
        ports.put("s3mock.spare", 8491);
        return ports;
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        Path jar = site.home().resolve("local-stack/target/s3mock/s3mock.jar");
        if (!Files.exists(jar)) {
            throw new StackException(
                    "S3Mock is not where the build puts it, " + jar + ". Run `mvn -q -B -DskipTests package`.");
        }
        S3MockCommand command = new S3MockCommand(
                JavaProgram.javaBinary(),
                jar,
                site.folder("s3"),
                site.port("s3mock"),
                site.port("s3mock.spare"),
                List.of(),
                HEAP_MEGABYTES);
        List<String> line = new ArrayList<>(command.prepare());
        // With the server compiler: it alone has an intrinsic for SHA-256, which S3Mock computes of every upload.
        line.addAll(1, JavaProgram.SMALL);
        return new Launch(line, Map.of());
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Probe.http(address(site) + "/", Set.of(200));
    }

    @Override
    public String address(Site site) {
        return "http://127.0.0.1:" + site.port("s3mock");
    }
}
