package io.github.loantwin.server.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bearer tokens of 256 random bits. The file holds only their SHA-256, so that who reads it cannot call the server; a token
 * has full entropy, so a slow hash would add nothing. A running server sees a change of the file within a second.
 */
public final class Tokens {
    private static final System.Logger LOG = System.getLogger("io.github.loantwin.server.grpc");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final String PREFIX = "ltw_";
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final Path file;
    private final List<Entry> fixed;
    private volatile List<Entry> entries = List.of();
    private FileTime read = FileTime.fromMillis(0);
    private long size = -1;
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;

    /**
     * What is stored of a token.
     *
     * @param id short name of the token, not secret
     * @param name who or what holds it
     * @param sha256 of the token, hexadecimal
     * @param scopes what it allows, see {@link Scope#key}
     * @param created when
     * @param expires when it ends; empty for never
     * @param revoked whether it was revoked
     */
    public record Entry(
            String id,
            String name,
            String sha256,
            Set<String> scopes,
            String created,
            String expires,
            boolean revoked) {
        public Entry {
            scopes = new TreeSet<>(scopes);
            scopes.forEach(Scope::ofKey);
            Instant.parse(created);
            if (!expires.isEmpty()) {
                Instant.parse(expires);
            }
        }

        /** Returns whether the token is good at a time. */
        public boolean goodAt(Instant now) {
            return !revoked && (expires.isEmpty() || now.isBefore(Instant.parse(expires)));
        }

        Caller caller() {
            Set<Scope> allowed = new TreeSet<>();
            scopes.forEach(scope -> allowed.add(Scope.ofKey(scope)));
            return new Caller(callerId(), name, allowed);
        }

        String callerId() {
            return "token:" + id;
        }
    }

    /**
     * A token that was just made.
     *
     * @param token the secret; shown once and stored nowhere
     * @param entry what is stored
     */
    public record Fresh(String token, Entry entry) {}

    private Tokens(Path file, List<Entry> fixed) {
        this.file = file;
        this.fixed = fixed;
    }

    /** Returns the tokens of a file, which need not exist yet. */
    public static Tokens in(Path file) {
        Tokens tokens = new Tokens(file, List.of());
        tokens.refreshNow();
        return tokens;
    }

    /** Returns these tokens and one more that is stored nowhere, for a server that another program starts. */
    public Tokens and(String token) {
        if (token.length() < TOKEN_BYTES) {
            throw new IllegalArgumentException(
                    "a token must have at least " + TOKEN_BYTES + " characters, got " + token.length() + ".");
        }
        Entry entry = new Entry(
                "environment",
                "environment",
                sha256(token),
                allScopes(),
                Instant.now().toString(),
                "",
                false);
        Tokens more = new Tokens(file, List.of(entry));
        more.refreshNow();
        return more;
    }

    private static Set<String> allScopes() {
        Set<String> all = new TreeSet<>();
        for (Scope scope : Scope.values()) {
            all.add(scope.key());
        }
        return all;
    }

    /** Returns what is stored in the file, oldest first. */
    public List<Entry> entries() {
        return entries;
    }

    /** Returns whether no token would let anyone in now. */
    public boolean isEmpty() {
        Instant now = Instant.now();
        return fixed.isEmpty() && entries.stream().noneMatch(entry -> entry.goodAt(now));
    }

    /**
     * Makes and stores a token.
     *
     * @param name who or what will hold it
     * @param scopes what it allows
     * @param expires when it ends, if ever
     */
    public Fresh create(String name, Set<Scope> scopes, Optional<Instant> expires) {
        return alone(() -> add(name, scopes, expires));
    }

    private Fresh add(String name, Set<Scope> scopes, Optional<Instant> expires) {
        byte[] secret = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        List<Entry> more = new ArrayList<>(read());
        Set<String> keys = new TreeSet<>();
        scopes.forEach(scope -> keys.add(scope.key()));
        Entry entry = new Entry(
                freshId(more),
                name,
                sha256(token),
                keys,
                Instant.now().toString(),
                expires.map(Instant::toString).orElse(""),
                false);
        more.add(entry);
        write(more);
        return new Fresh(token, entry);
    }

    /** Draws an id that no other token has, revoked ones included: it owns the sessions of its holder. */
    private static String freshId(List<Entry> taken) {
        byte[] id = new byte[ID_BYTES];
        String text;
        do {
            RANDOM.nextBytes(id);
            text = HexFormat.of().formatHex(id);
        } while (taken.stream().map(Entry::id).anyMatch(text::equals));
        return text;
    }

    /** Revokes a token by its id; returns whether there was one that was not revoked. */
    public boolean revoke(String id) {
        return alone(() -> strike(id));
    }

    /** Changes the file while no other program does: a token made at the same moment must not bring back a revoked one. */
    private <T> T alone(Supplier<T> change) {
        Path lock = file.toAbsolutePath().resolveSibling(file.getFileName() + ".lock");
        synchronized (Tokens.class) { // a file lock is the whole program's
            try {
                Files.createDirectories(lock.getParent());
                try (FileChannel channel =
                        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // until it is closed
                    return change.get();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean strike(String id) {
        List<Entry> changed = new ArrayList<>();
        boolean found = false;
        for (Entry entry : read()) {
            boolean hit = entry.id().equals(id) && !entry.revoked();
            found |= hit;
            changed.add(
                    hit
                            ? new Entry(
                                    entry.id(),
                                    entry.name(),
                                    entry.sha256(),
                                    entry.scopes(),
                                    entry.created(),
                                    entry.expires(),
                                    true)
                            : entry);
        }
        if (found) {
            write(changed);
        }
        return found;
    }

    /** Returns who holds a token; every stored hash is compared in full, in constant time. */
    Optional<Caller> caller(String token) {
        refresh();
        byte[] hash = sha256(token).getBytes(StandardCharsets.US_ASCII);
        Entry match = null;
        for (Entry entry : fixed) {
            match = same(hash, entry) ? entry : match;
        }
        for (Entry entry : entries) {
            match = same(hash, entry) ? entry : match;
        }
        return match != null && match.goodAt(Instant.now()) ? Optional.of(match.caller()) : Optional.empty();
    }

    /** Returns whether the token of a caller, found by {@link #caller} before, still is good. */
    boolean isGood(Caller caller) {
        refresh();
        Instant now = Instant.now();
        return Stream.concat(fixed.stream(), entries.stream())
                .anyMatch(entry -> entry.callerId().equals(caller.id()) && entry.goodAt(now));
    }

    private static boolean same(byte[] hash, Entry entry) {
        return MessageDigest.isEqual(hash, entry.sha256().getBytes(StandardCharsets.US_ASCII));
    }

    /** Lets nobody of the file in while it cannot be read: who was revoked in it is not known. */
    private void refresh() {
        if (System.nanoTime() - lookedAt < LOOK_EVERY_NANOS) {
            return;
        }
        try {
            refreshNow();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            entries = List.of();
            LOG.log(System.Logger.Level.ERROR, "the file of tokens cannot be read; its tokens are refused", e);
        }
    }

    private synchronized void refreshNow() {
        lookedAt = System.nanoTime();
        try {
            if (!Files.exists(file)) {
                entries = List.of();
                return;
            }
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read) || Files.size(file) != size) {
                entries = read();
                read = changed;
                size = Files.size(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Entry> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(JSON.readValue(Files.readString(file), Entry[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " must be a file of tokens: "
                            + e.getOriginalMessage().split("\n")[0]
                            + "\nMaybe it was edited by hand; only 'twin token' should write it.",
                    e);
        }
    }

    private void write(List<Entry> all) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".tokens", "");
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(fresh, JSON.writeValueAsString(all) + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries = List.copyOf(all);
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
