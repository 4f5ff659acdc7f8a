package io.github.loantwin.agents.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * TensorBoard's event file: records of length, masked CRC32C of the length, bytes, masked CRC32C of the bytes; each an
 * {@code Event} message with one scalar per tag. Written by hand: these five fields need no protocol compiler.
 */
final class EventFile implements AutoCloseable {
    /** Contains "tfevents", by which TensorBoard finds it. */
    static final String NAME = "events.out.tfevents.loantwin";

    private static final int MASK_DELTA = 0xa282ead8;
    private static final int WALL_TIME = 1 << 3 | 1;
    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = 3 << 3 | 2;
    private static final int SUMMARY = 5 << 3 | 2;
    private static final int VALUE = 1 << 3 | 2;
    private static final int TAG = 1 << 3 | 2;
    private static final int SIMPLE_VALUE = 2 << 3 | 5;

    private final RandomAccessFile file;

    /** Opens a file at a length, and begins it if that is 0. */
    EventFile(Path path, long length) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(length);
        file.seek(length);
        if (length == 0) {
            Message event = event(0);
            event.bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
            write(event.toByteArray());
        }
    }

    /** Writes scalars of a step; numbers that are not finite are left out. */
    void write(long step, Map<String, Double> scalars) throws IOException {
        Message summary = new Message();
        for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
            if (Math.abs(scalar.getValue()) <= Double.MAX_VALUE) {
                Message value = new Message();
                value.bytes(TAG, scalar.getKey().getBytes(StandardCharsets.UTF_8));
                value.number(SIMPLE_VALUE, scalar.getValue().floatValue());
                summary.bytes(VALUE, value.toByteArray());
            }
        }
        Message event = event(step);
        event.bytes(SUMMARY, summary.toByteArray());
        write(event.toByteArray());
    }

    private static Message event(long step) {
        Message event = new Message();
        event.number(WALL_TIME, System.currentTimeMillis() / 1e3);
        event.varint(STEP);
        event.varint(step);
        return event;
    }

    private void write(byte[] data) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedCrc(record.array(), Long.BYTES));
        record.put(data).putInt(maskedCrc(data, data.length));
        file.write(record.array());
    }

    /** The checksum of the record format: CRC32C rotated right by 15 bits, plus a constant. */
    static int maskedCrc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    /** Forces what was written to the disk; returns the length. */
    long sync() throws IOException {
        file.getFD().sync();
        return file.length();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A protocol-buffer message in the making. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        void bytes(int key, byte[] value) {
            varint(key);
            varint(value.length);
            out.writeBytes(value);
        }

        void number(int key, double value) {
            varint(key);
            out.writeBytes(ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
        }

        void number(int key, float value) {
            varint(key);
            out.writeBytes(ByteBuffer.allocate(Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
