package dev.darkroom.local.kafka;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Kafka broker as a process of the stack. */
public final class KafkaComponent implements Component {
    private static final JavaProgram PROGRAM =
            new JavaProgram("local-stack", "dev.darkroom.local.kafka.KafkaMain", 384, List.of(JavaProgram.QUICK_START));

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("kafka", 8492);
        ports.put("kafka.controller", 8493);
        return ports;
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        return PROGRAM.launch(
                site,
                List.of(
                        site.folder("kafka").toString(),
                        Integer.toString(site.port("kafka")),
                        Integer.toString(site.port("kafka.controller"))));
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Probe.kafka(site.port("kafka"));
    }

    @Override
    public String address(Site site) {
        return "127.0.0.1:" + site.port("kafka");
    }
}
