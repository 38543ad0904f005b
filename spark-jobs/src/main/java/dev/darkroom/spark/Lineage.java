package dev.darkroom.spark;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacets;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import io.openlineage.client.utils.UUIDUtils;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/**
 * Tells an OpenLineage collector that a job starts and how it ends, with the tables that it reads and writes. It is told
 * when {@code OPENLINEAGE_URL} says where it is; when it is away, the job goes on without.
 */
final class Lineage implements IExecutionStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(Lineage.class);
    private static final OpenLineage EVENTS = new OpenLineage(URI.create("urn:darkroom:spark-jobs"));
    private static final int TIMEOUT_MILLIS = 3_000;

    private final Map<String, String> environment;
    private final IExecutionStrategy job;

    /** @param job what runs it, told of or not */
    Lineage(Map<String, String> environment, IExecutionStrategy job) {
        this.environment = environment;
        this.job = job;
    }

    @Override
    public int execute(ParseResult parsed) {
        List<ParseResult> commands = parsed.asCommandLineList().stream()
                .map(line -> line.getParseResult())
                .toList();
        ParseResult last = commands.get(commands.size() - 1);
        String name = last.commandSpec().name();
        Optional<TablesOfJob> tables = TablesOfJob.of(name);
        if (setting("OPENLINEAGE_URL").isEmpty()
                || tables.isEmpty()
                || commands.stream().anyMatch(ParseResult::isUsageHelpRequested)) {
            return job.execute(parsed);
        }
        Run run = new Run(name, tables.get(), UUIDUtils.generateNewUUID());
        tell(run, EventType.START, Optional.empty());
        try {
            int code = job.execute(parsed);
            tell(run, code == 0 ? EventType.COMPLETE : EventType.FAIL, Optional.empty());
            return code;
        } catch (ExecutionException e) {
            tell(run, EventType.FAIL, Optional.of(FailureText.of(e.getCause())));
            throw e;
        }
    }

    private void tell(Run run, EventType type, Optional<String> failure) {
        try (HttpTransport collector = new HttpTransport(collector())) {
            collector.emit(event(run, type, failure));
        } catch (IOException | RuntimeException e) {
            LOG.warn("OPENLINEAGE_URL: {} of {} is not told: {}", type, run.job, FailureText.of(e));
        }
    }

    private HttpConfig collector() {
        HttpConfig config = new HttpConfig();
        config.setUrl(URI.create(setting("OPENLINEAGE_URL").orElseThrow()));
        config.setTimeoutInMillis(TIMEOUT_MILLIS);
        setting("OPENLINEAGE_ENDPOINT").ifPresent(config::setEndpoint);
        setting("OPENLINEAGE_API_KEY").ifPresent(key -> {
            ApiKeyTokenProvider token = new ApiKeyTokenProvider();
            token.setApiKey(key);
            config.setAuth(token);
        });
        return config;
    }

    private OpenLineage.RunEvent event(Run run, EventType type, Optional<String> failure) {
        RunFacets facets = EVENTS.newRunFacetsBuilder()
                .errorMessage(failure.map(text -> EVENTS.newErrorMessageRunFacet(text, "JAVA", null))
                        .orElse(null))
                .build();
        return EVENTS.newRunEventBuilder()
                .eventType(type)
                .eventTime(ZonedDateTime.now(ZoneOffset.UTC))
                .run(EVENTS.newRun(run.id, facets))
                .job(EVENTS.newJob(setting("OPENLINEAGE_NAMESPACE").orElse("darkroom"), run.job, null))
                .inputs(run.tables.inputs().stream()
                        .map(table -> EVENTS.newInputDatasetBuilder()
                                .namespace(bucket())
                                .name(path(table))
                                .facets(named(table))
                                .build())
                        .toList())
                .outputs(run.tables.outputs().stream()
                        .map(table -> EVENTS.newOutputDatasetBuilder()
                                .namespace(bucket())
                                .name(path(table))
                                .facets(named(table))
                                .build())
                        .toList())
                .build();
    }

    /** OpenLineage names a table by where it is, so that others who read it name it likewise. */
    private String bucket() {
        return "s3://" + setting("DARKROOM_LAKE_BUCKET").orElse("lake");
    }

    private static String path(String table) {
        return "warehouse/archive/" + table;
    }

    private DatasetFacets named(String table) {
        return EVENTS.newDatasetFacetsBuilder()
                .symlinks(EVENTS.newSymlinksDatasetFacet(List.of(EVENTS.newSymlinksDatasetFacetIdentifiers(
                        bucket() + "/warehouse", "archive." + table, "TABLE"))))
                .build();
    }

    private Optional<String> setting(String key) {
        return Optional.ofNullable(environment.get(key)).filter(value -> !value.isBlank());
    }

    private record Run(String job, TablesOfJob tables, UUID id) {}
}
