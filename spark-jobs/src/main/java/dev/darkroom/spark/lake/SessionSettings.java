package dev.darkroom.spark.lake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of a session: what every session needs, and what one that stays on its machine does. Pure. */
public final class SessionSettings {
    /** A port for Spark's own pages, which a session that stays on its machine has only when it is told one. */
    static final String UI_PORT = "DARKROOM_SPARK_UI_PORT";

    private SessionSettings() {}

    /**
     * What is set, by key.
     *
     * @param environment the variables of {@code DATA/env}
     * @param master that Spark was started with; unless it is {@code local...}, its cluster decides about hosts, pages and
     *     partitions
     */
    public static Map<String, String> of(Map<String, String> environment, Optional<String> master) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
        settings.put("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog");
        // A session brings no classes of its own; isolated all the same, tasks look for each one in the driver too.
        settings.put("spark.sql.artifact.isolation.enabled", "false");
        if (master.isEmpty()) {
            settings.put("spark.master", "local[2]");
        }
        if (master.isEmpty() || master.get().startsWith("local")) {
            settings.put("spark.driver.host", "127.0.0.1");
            settings.put("spark.driver.bindAddress", "127.0.0.1");
            settings.put("spark.sql.shuffle.partitions", "8");
            settings.put("spark.ui.enabled", "false");
        }
        String port = environment.getOrDefault(UI_PORT, "");
        if (!port.isEmpty()) {
            settings.put("spark.ui.enabled", "true");
            settings.put("spark.ui.port", port);
        }
        return settings;
    }
}
