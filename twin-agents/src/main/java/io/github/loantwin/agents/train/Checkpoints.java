package io.github.loantwin.agents.train;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The checkpoints of a run: {@code checkpoints/step-N.bin}, the last two of them.
 *
 * <p>A file is written aside, forced to the disk and renamed, so that a kill at any moment leaves the old ones; it ends with the
 * SHA-256 of everything before. Reading takes the newest that is whole, and names those that are not.
 */
final class Checkpoints {
    private static final long MAGIC = 0x4C_54_43_4B_50_54_00_01L; // "LTCKPT", version 1
    private static final int DIGEST_BYTES = 32;
    private static final int KEPT = 2;

    private final Path folder;
    private final String planHash;

    Checkpoints(Path folder, String planHash) {
        this.folder = folder;
        this.planHash = planHash;
    }

    /** Writes the content of a checkpoint. */
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    /** Writes a checkpoint of a step, and removes all but the last two. */
    void save(long step, Writer content) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(String.format(java.util.Locale.ROOT, "step-%012d.bin", step));
        Path aside = folder.resolve(file.getFileName() + ".new");
        MessageDigest digest = sha256();
        try (FileOutputStream raw = new FileOutputStream(aside.toFile())) {
            DigestOutputStream counted = new DigestOutputStream(new BufferedOutputStream(raw, 1 << 20), digest);
            DataOutputStream out = new DataOutputStream(counted);
            out.writeLong(MAGIC);
            out.writeUTF(planHash);
            out.writeLong(step);
            content.write(out);
            out.flush();
            counted.on(false);
            counted.write(digest.digest());
            counted.flush();
            raw.getFD().sync();
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        List<Path> all = newestFirst();
        for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.delete(old);
        }
    }

    /**
     * Opens the newest whole checkpoint.
     *
     * @param damaged is told the path and the fault of each newer one
     * @return its content; empty if there is none
     * @throws IllegalArgumentException for a checkpoint of another plan
     */
    Optional<DataInputStream> open(Consumer<String> damaged) throws IOException {
        for (Path file : newestFirst()) {
            byte[] bytes = Files.readAllBytes(file);
            if (!whole(bytes)) {
                damaged.accept(file + " is damaged: its bytes do not match its checksum.");
                continue;
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - DIGEST_BYTES));
            requireOurs(file, in);
            return Optional.of(in);
        }
        return Optional.empty();
    }

    private static boolean whole(byte[] bytes) {
        int length = bytes.length - DIGEST_BYTES;
        if (length < Long.BYTES) {
            return false;
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, length);
        return Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, length, bytes.length));
    }

    private void requireOurs(Path file, DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new IllegalArgumentException(file + " must be a checkpoint of version 1, got another.\nMaybe another"
                    + " LoanTwin wrote it: resume with that one.");
        }
        String hash = in.readUTF();
        if (!hash.equals(planHash)) {
            throw new IllegalArgumentException(file + " must be of this run, whose plan has the hash "
                    + planHash.substring(0, 12) + ", got " + hash.substring(0, 12)
                    + ".\nMaybe a file in the run's folder"
                    + " was edited: start a new run instead.");
        }
        in.readLong(); // the step, which the content holds too
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = new ArrayList<>(
                    found.filter(file -> file.getFileName().toString().matches("step-[0-9]+\\.bin"))
                            .toList());
            files.sort(Comparator.comparing(Path::getFileName).reversed());
            return files;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
