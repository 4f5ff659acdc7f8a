package io.github.loantwin.agents.policy;

import io.github.loantwin.env.check.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Arrays of single-precision numbers in NumPy's {@code .npz}: a zip of {@code .npy} files, format version 1.0 (NumPy
 * Enhancement Proposal 1), little-endian float32, C order.
 */
public final class Npz {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");
    private static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * One array.
     *
     * @param shape lengths of its axes
     * @param values in C order
     */
    public record NumberArray(int[] shape, float[] values) {
        public NumberArray {
            if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != values.length) {
                throw new IllegalArgumentException("shape must hold as many numbers as there are, " + values.length
                        + ", got " + Arrays.toString(shape) + ".");
            }
        }
    }

    /** Writes arrays by name; equal arrays give equal bytes. */
    public static void write(Path file, Map<String, NumberArray> arrays) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, NumberArray> array : arrays.entrySet()) {
                byte[] bytes = npy(array.getValue());
                ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(bytes.length);
                CRC32 crc = new CRC32();
                crc.update(bytes);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
    }

    private static byte[] npy(NumberArray array) throws IOException {
        StringBuilder shape = new StringBuilder();
        for (int length : array.shape()) {
            shape.append(length).append(", ");
        }
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': ("
                + shape.toString().strip() + "), }";
        int before = MAGIC.length + Short.BYTES;
        int padded = (before + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - before;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        out.write(padded & 0xFF);
        out.write(padded >> 8);
        out.write((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer numbers =
                ByteBuffer.allocate(Float.BYTES * array.values().length).order(ByteOrder.LITTLE_ENDIAN);
        numbers.asFloatBuffer().put(array.values());
        out.write(numbers.array());
        return out.toByteArray();
    }

    /**
     * Reads all arrays.
     *
     * @throws IllegalArgumentException for a file that is damaged or holds other numbers than little-endian float32
     */
    public static Map<String, NumberArray> read(Path file) throws IOException {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (!name.endsWith(SUFFIX)) {
                    throw damaged(file, "an entry '" + name + "'");
                }
                arrays.put(name.substring(0, name.length() - SUFFIX.length()), array(zip.readAllBytes(), file, name));
            }
        } catch (ZipException | java.io.EOFException e) {
            throw damaged(file, e.getMessage() == null ? "a file that ends too early" : e.getMessage());
        }
        if (arrays.isEmpty()) {
            throw damaged(file, "no array");
        }
        return arrays;
    }

    private static NumberArray array(byte[] bytes, Path file, String name) {
        int before = MAGIC.length + Short.BYTES;
        if (bytes.length < before || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(file, "an entry " + name + " that is no .npy of version 1.0");
        }
        int length = (bytes[MAGIC.length] & 0xFF) | (bytes[MAGIC.length + 1] & 0xFF) << 8;
        int numbersAt = before + length;
        if (numbersAt > bytes.length) {
            throw damaged(file, "an entry " + name + " that ends in its header");
        }
        String header = new String(bytes, before, length, StandardCharsets.US_ASCII);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || !header.contains("'fortran_order': False") || !shape.find()) {
            throw damaged(file, "an entry " + name + " with header " + header.strip());
        }
        int[] lengths = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        float[] values = new float[(bytes.length - numbersAt) / Float.BYTES];
        ByteBuffer.wrap(bytes, numbersAt, bytes.length - numbersAt)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        try {
            return new NumberArray(lengths, values);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "an entry " + name + " of another length than its shape");
        }
    }

    private static InvalidValueException damaged(Path file, String got) {
        return new InvalidValueException(file + " must be a NumPy archive of float32 arrays", got, "")
                .withHelp("Maybe the file was cut off while it was copied: copy it again.");
    }
}
