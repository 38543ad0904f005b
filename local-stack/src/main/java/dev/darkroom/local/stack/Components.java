package dev.darkroom.local.stack;

import dev.darkroom.local.elasticsearch.ElasticsearchComponent;
import dev.darkroom.local.kafka.KafkaComponent;
import dev.darkroom.local.process.Component;
import dev.darkroom.local.redis.RedisComponent;
import dev.darkroom.local.s3.ArchiveGatewayComponent;
import dev.darkroom.local.spanner.PostgresComponent;
import dev.darkroom.local.spanner.SpannerComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every component of the local stack, in the order in which people read them. */
public final class Components {
    private static final List<Component> INFRASTRUCTURE = List.of(
            new PostgresComponent(),
            new SpannerComponent(),
            new ArchiveGatewayComponent(),
            new KafkaComponent(),
            new ElasticsearchComponent(),
            new RedisComponent());
    private static final List<Component> SERVICES = List.of(Service.flink(), Service.ingest(), Service.serving());

    /** What stores data: everything the product's own processes need to run. */
    public static final Set<String> INFRA = names(INFRASTRUCTURE);

    /** The product's own processes. */
    public static final Set<String> PRODUCT = names(SERVICES);

    /** All of them. */
    public static final Set<String> ALL = union(INFRA, PRODUCT);

    private Components() {}

    static List<Component> list() {
        return java.util.stream.Stream.concat(INFRASTRUCTURE.stream(), SERVICES.stream())
                .toList();
    }

    static Map<String, Integer> preferredPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        list().forEach(component -> ports.putAll(component.ports()));
        return ports;
    }

    private static Set<String> names(List<Component> components) {
        return components.stream().map(Component::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
