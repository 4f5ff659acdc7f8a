package io.github.loantwin.agents.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is logged of a run, three times: {@code metrics.csv} for spreadsheets, {@code metrics.jsonl} for programs, an event file
 * for TensorBoard.
 *
 * <p>A checkpoint remembers the lengths; a resumed run cuts the files back to them and goes on, so that no step stands there
 * twice.
 */
final class MetricFiles implements AutoCloseable {
    static final String CSV = "metrics.csv";
    static final String JSONL = "metrics.jsonl";

    private final RandomAccessFile csv;
    private final RandomAccessFile jsonl;
    private final EventFile events;
    private List<String> columns = new ArrayList<>();

    private MetricFiles(Path folder, long[] lengths) throws IOException {
        csv = opened(folder.resolve(CSV), lengths[0]);
        jsonl = opened(folder.resolve(JSONL), lengths[1]);
        events = new EventFile(folder.resolve(EventFile.NAME), lengths[2]);
    }

    static MetricFiles begin(Path folder) throws IOException {
        return new MetricFiles(folder, new long[3]);
    }

    static MetricFiles resume(Path folder, DataInput in) throws IOException {
        long[] lengths = {in.readLong(), in.readLong(), in.readLong()};
        MetricFiles files = new MetricFiles(folder, lengths);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            files.columns.add(in.readUTF());
        }
        return files;
    }

    private static RandomAccessFile opened(Path path, long length) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(length);
        file.seek(length);
        return file;
    }

    /** Writes a row; the columns of the first row stay. */
    void write(long step, Map<String, Double> metrics) throws IOException {
        if (columns.isEmpty()) {
            columns = new ArrayList<>(metrics.keySet());
            csv.write(("step," + String.join(",", columns) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder row = new StringBuilder().append(step);
        for (String column : columns) {
            Double value = metrics.get(column);
            row.append(',').append(value == null || value.isNaN() ? "" : value);
        }
        csv.write(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        ObjectNode object = JsonMapper.shared().createObjectNode();
        object.put("step", step);
        metrics.forEach((name, value) -> {
            if (!value.isNaN() && !value.isInfinite()) {
                object.put(name, value);
            }
        });
        jsonl.write((object + "\n").getBytes(StandardCharsets.UTF_8));
        events.write(step, metrics);
    }

    /** Forces everything to the disk and writes the lengths. */
    void save(DataOutput out) throws IOException {
        csv.getFD().sync();
        jsonl.getFD().sync();
        out.writeLong(csv.length());
        out.writeLong(jsonl.length());
        out.writeLong(events.sync());
        out.writeInt(columns.size());
        for (String column : columns) {
            out.writeUTF(column);
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
        jsonl.close();
        events.close();
    }
}
