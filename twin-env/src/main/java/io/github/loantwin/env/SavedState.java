package io.github.loantwin.env;

import io.github.loantwin.env.sim.StateBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The envelope of a saved state: magic, version, SHA-256 of the configuration, length, content, and a
 * CRC-32C over all of it. Big-endian, so that a state continues on any machine.
 */
final class SavedState {
    /** Version of the layout; raise it when what is saved changes. */
    static final int VERSION = 1;

    private static final int MAGIC = 0x4C54574E;
    private static final int HASH_BYTES = 32;
    private static final int HEADER = 2 * Integer.BYTES + HASH_BYTES + Integer.BYTES;
    private static final int TRAILER = Integer.BYTES;

    private SavedState() {}

    /** Returns a buffer that stands where the content begins. */
    static ByteBuffer begin(String configHash, long maxContentBytes) {
        ByteBuffer out = StateBytes.allocate(HEADER + maxContentBytes + TRAILER);
        out.putInt(MAGIC)
                .putInt(VERSION)
                .put(HexFormat.of().parseHex(configHash))
                .putInt(0);
        return out;
    }

    /** Returns the finished bytes of a buffer whose content has been written. */
    static byte[] seal(ByteBuffer out) {
        int end = out.position();
        out.putInt(HEADER - Integer.BYTES, end - HEADER);
        out.putInt(crc(out.array(), end));
        return Arrays.copyOf(out.array(), out.position());
    }

    /**
     * Checks everything that can be checked and returns a buffer that stands where the content begins.
     *
     * @throws IllegalArgumentException if the bytes are no state, of another version, damaged, or of another configuration
     */
    static ByteBuffer open(byte[] bytes, String configHash) {
        if (bytes == null
                || bytes.length < HEADER + TRAILER
                || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            throw new IllegalArgumentException("state must be bytes from LoanEnv.save(), got "
                    + (bytes == null ? "null" : bytes.length + " other bytes") + ".");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.getInt(Integer.BYTES);
        if (version != VERSION) {
            throw new IllegalArgumentException("state must be of version " + VERSION + ", got version " + version
                    + ".\nMaybe restore it with the release that saved it, and replay from the seed here.");
        }
        int end = bytes.length - TRAILER;
        int length = in.getInt(HEADER - Integer.BYTES);
        if (length != end - HEADER || in.getInt(end) != crc(bytes, end)) {
            throw new IllegalArgumentException("state must be undamaged: the checksum over " + bytes.length
                    + " bytes differs.\nMaybe the file was cut off, or moved in text mode.");
        }
        String got = HexFormat.of().formatHex(bytes, 2 * Integer.BYTES, 2 * Integer.BYTES + HASH_BYTES);
        if (!got.equals(configHash)) {
            throw new IllegalArgumentException("state must be of this configuration (" + configHash.substring(0, 12)
                    + "), got one of " + got.substring(0, 12)
                    + ".\nMaybe create the environment with the configuration that saved it.");
        }
        in.limit(end).position(HEADER);
        return in;
    }

    /** Refuses a state whose parts have other sizes than this build's. */
    static void requireShape(int got, int shape) {
        if (got != shape) {
            throw new IllegalArgumentException("state must be of this build, got one whose parts have other sizes."
                    + "\nMaybe replay the episode from its seed.");
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
