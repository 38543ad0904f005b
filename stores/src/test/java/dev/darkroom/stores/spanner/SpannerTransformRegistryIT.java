package dev.darkroom.stores.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.TransitionRefusedException;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.port.TransformRegistryContract;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.stores.LocalStores;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract, and what only the tables show: the audit log. */
final class SpannerTransformRegistryIT extends TransformRegistryContract {
    private static final String URL = LocalStores.config().spannerUrl();

    @Override
    protected TransformRegistry open() {
        return new SpannerTransformRegistry(URL);
    }

    @Override
    protected TransformRegistry openAway() {
        return new SpannerTransformRegistry(LocalStores.away().spannerUrl());
    }

    @Test
    void eachChangeIsWrittenToTheAuditLogOnceAndARefusedOneNever() {
        String name = "audited-" + UUID.randomUUID();
        TransformId first = TransformId.of(name, 1, "first");
        TransformId second = TransformId.of(name, 2, "second");
        try (TransformRegistry registry = open()) {
            registry.adopt(first, TransformInput.ORIGINAL, "first", "release");
            registry.register(second, TransformInput.ORIGINAL, "second", "ada");
            registry.register(second, TransformInput.ORIGINAL, "second", "ada");
            registry.promote(second, "ada");
            registry.promote(second, "ada");
            assertThatThrownBy(() -> registry.retire(second, "eve")).isInstanceOf(TransitionRefusedException.class);
            registry.rollback(name, "bob");
            registry.retire(second, "bob");
        }
        assertThat(audited(name))
                .containsExactly(
                        "release transform-adopted " + first,
                        "ada transform-registered " + second,
                        "ada transform-promoted " + second,
                        "bob transform-rolled-back " + second,
                        "bob transform-retired " + second);
    }

    private static List<String> audited(String name) {
        try (SpannerDatabase database = new SpannerDatabase(URL)) {
            return database.single("read the audit log", connection -> {
                try (PreparedStatement select = connection.prepareStatement(
                        "select actor, action, subject from audit_log where subject like ? order by occurred_at")) {
                    select.setString(1, name + "@%");
                    List<String> entries = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            entries.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
                        }
                    }
                    return entries;
                }
            });
        }
    }
}
