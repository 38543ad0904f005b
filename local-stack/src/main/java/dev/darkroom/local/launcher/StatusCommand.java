package dev.darkroom.local.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.ComponentStatus;
import dev.darkroom.local.stack.Components;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(
        name = "status",
        description = {
            "Shows each component with its process, health, memory and address.",
            "Ends with 0 when all of them serve, else with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./darkroom status", "  ./darkroom status --json | jq '.[] | select(.health != \"up\")'"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Option(names = "--json", description = "One JSON array instead of a table.")
    private boolean json;

    StatusCommand() {}

    @Override
    public Integer call() throws StackException, JsonProcessingException {
        List<ComponentStatus> all = options.stack(new Console(System.out)).status();
        System.out.print(json ? json(all) : StatusTable.of(all, Components.ALL));
        return all.stream().allMatch(status -> status.health() == ComponentStatus.Health.UP) ? 0 : 1;
    }

    static String json(List<ComponentStatus> all) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (ComponentStatus status : all) {
            ObjectNode node = array.addObject();
            node.put("component", status.name());
            status.pid().ifPresentOrElse(pid -> node.put("pid", pid), () -> node.putNull("pid"));
            node.put("address", status.address());
            node.put("health", status.health().toString());
            node.put("rss_bytes", status.residentBytes());
        }
        return mapper.writeValueAsString(array) + System.lineSeparator();
    }
}
