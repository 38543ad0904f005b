package dev.darkroom.flink.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.flink.stream.RawRecord;
import java.io.IOException;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

final class IndexEntryTest {
    private static final IndexEntry ENTRY =
            IndexEntry.of(new RawRecord("photos.derived.v1", 1, 7, new byte[36], new byte[2_000]));

    @Test
    void sizeCountsTheBytesThatItHolds() {
        assertThat(ENTRY.sizeInBytes()).isBetween(2_036L, 2_200L);
    }

    @Test
    void survivesACheckpoint() throws IOException {
        IndexEntrySerializer serializer = new IndexEntrySerializer();
        BufferedRequestState<IndexEntry> state = new BufferedRequestState<>(
                List.of(new RequestEntryWrapper<>(ENTRY.failedAgain(), ENTRY.sizeInBytes())));

        IndexEntry read = serializer
                .deserialize(serializer.getVersion(), serializer.serialize(state))
                .getBufferedRequestEntries()
                .get(0)
                .getRequestEntry();

        assertThat(read).usingRecursiveComparison().isEqualTo(ENTRY.failedAgain());
    }
}
