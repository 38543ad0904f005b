package dev.darkroom.spark.backfill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Writes rows of one partition of a table as a file that no reader sees before the driver commits it. Iceberg's own
 * writers, because a task of Spark's table writing can only be committed together with all others.
 */
final class LakeFile {
    private final Table table;
    private final String run;

    /** {@code table}: a serializable copy will do. */
    LakeFile(Table table, String run) {
        this.table = table;
        this.run = run;
    }

    /**
     * Writes {@code rows}, at least one, which all belong to the same partition.
     *
     * @param batch and {@code attempt} make the name of the file
     */
    DataFile write(List<Map<String, Object>> rows, int batch, long attempt) {
        List<Record> records = rows.stream()
                .<Record>map(row -> GenericRecord.create(table.schema()).copy(row))
                .toList();
        PartitionKey partition = new PartitionKey(table.spec(), table.schema());
        partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(records.get(0)));
        EncryptedOutputFile file = OutputFileFactory.builderFor(table, batch, attempt)
                .operationId(run)
                .build()
                .newOutputFile(table.spec(), partition);
        DataWriter<Record> writer =
                new GenericFileWriterFactory.Builder(table).build().newDataWriter(file, table.spec(), partition);
        try (writer) {
            records.forEach(writer::write);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write rows of " + table.name() + ": " + e.getMessage(), e);
        }
        return writer.toDataFile();
    }
}
