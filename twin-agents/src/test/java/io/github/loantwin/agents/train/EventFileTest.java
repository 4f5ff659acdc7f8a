package io.github.loantwin.agents.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    private Path folder;

    private Path written() throws IOException {
        Path file = folder.resolve(EventFile.NAME);
        try (EventFile events = new EventFile(file, 0)) {
            Map<String, Double> scalars = new LinkedHashMap<>();
            scalars.put("policy/loss", 0.25);
            scalars.put("episode/return", Double.NaN);
            scalars.put("value/loss", -1.5);
            events.write(300, scalars);
            events.write(70_000_000_000L, Map.of("policy/loss", 0.125));
            events.sync();
        }
        return file;
    }

    /** CRC32C by its definition: reflected polynomial 0x82F63B78, bit by bit (RFC 3720, appendix B.4). */
    private static int crc32c(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) != 0 ? 0x82F63B78 : 0);
            }
        }
        return ~crc;
    }

    private static int masked(byte[] bytes) {
        int crc = crc32c(bytes);
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    /** RFC 3720, B.4: 32 bytes of zeros give aa 36 91 8a, in the order of transmission. */
    @Test
    void theTestsChecksumHasItsPublishedValue() {
        assertEquals(0x8A9136AA, crc32c(new byte[32]));
    }

    @Test
    void recordsHaveTheirFramesAndChecksums() throws Exception {
        List<byte[]> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(written()))) {
            while (in.available() > 0) {
                byte[] length = in.readNBytes(8);
                assertEquals(masked(length), Integer.reverseBytes(in.readInt()));
                byte[] data = in.readNBytes((int)
                        ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
                assertEquals(masked(data), Integer.reverseBytes(in.readInt()));
                records.add(data);
            }
        }
        assertEquals(3, records.size());
        assertTrue(new String(records.get(0), StandardCharsets.ISO_8859_1).endsWith("brain.Event:2"));
        String second = new String(records.get(1), StandardCharsets.ISO_8859_1);
        assertTrue(second.contains("policy/loss") && second.contains("value/loss"));
        assertTrue(!second.contains("episode/return"), "a number that is none has no point in the plot");
    }

    /** TensorBoard's own reader; runs where a Python with tensorboard is named by LOANTWIN_TENSORBOARD_PYTHON. */
    @Test
    void tensorboardReadsIt() throws Exception {
        String python = System.getenv("LOANTWIN_TENSORBOARD_PYTHON");
        assumeTrue(python != null, "no Python with tensorboard is named");
        written();
        String script = String.join(
                "\n",
                "from tensorboard.backend.event_processing.event_accumulator import EventAccumulator",
                "import sys",
                "events = EventAccumulator(sys.argv[1]); events.Reload()",
                "for tag in sorted(events.Tags()['scalars']):",
                "    print(tag, [(e.step, e.value) for e in events.Scalars(tag)])");
        Process process = new ProcessBuilder(python, "-c", script, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals("policy/loss [(300, 0.25), (70000000000, 0.125)]\nvalue/loss [(300, -1.5)]\n", text);
    }
}
