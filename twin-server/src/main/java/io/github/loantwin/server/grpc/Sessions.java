package io.github.loantwin.server.grpc;

import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.Reason;
import io.grpc.Status;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** All open sessions: quotas and memory are reserved before anything is allocated, idle sessions are closed. */
final class Sessions {
    /** Microseconds of a step from which a second thread gains more than waking it costs: at 16 lenders even, at 32 a fifth. */
    private static final double LONG_STEP = 200;
    /** Observation, reward, reward vector, flags. */
    private static final int BYTES_PER_ROW = 52 + 8 + 32 + 3;

    private static final int REMEMBERED = 10_000;
    private static final int ID_BYTES = 16;
    private static final int MOST_RECORDED = 16;
    private static final int THREADED_SESSIONS_PER_PROCESSOR = 8;

    private final ServerConfig config;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> perCaller = new LinkedHashMap<>();
    /** Sessions by configuration, the same object being the same one: its compiled tables are shared. */
    private final Map<TwinConfig, Integer> models = new IdentityHashMap<>();

    private int reserved;
    private long reservedBytes;
    private long reaped;
    private final LongAdder envSteps = new LongAdder();
    private final LongAdder simulatorNanos = new LongAdder();

    /** Sessions that were closed for idleness, with their owners, so that a late caller learns why. */
    private final Map<String, String> expired = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Sessions(ServerConfig config) {
        this.config = config;
    }

    static Refusal unknown(String id) {
        return Refusal.of(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_SESSION,
                "session_id",
                "the id of an open session of this caller",
                "'" + id + "'",
                "Maybe it was closed, or the server was restarted: create another, and restore a saved state or reset.");
    }

    /** Returns a session of a caller; another caller's is as unknown as one that does not exist. */
    Session get(String id, Caller caller) {
        Session session = open.get(id);
        if (session != null && session.owner().id().equals(caller.id())) {
            return session;
        }
        synchronized (this) {
            if (caller.id().equals(expired.get(id))) {
                throw Refusal.sentence(
                        Status.Code.NOT_FOUND,
                        Reason.REASON_SESSION_EXPIRED,
                        "session_id",
                        config.sessions().idleMinutes() + " minutes without a call",
                        id,
                        "the session " + id + " was closed because it had no call for "
                                + config.sessions().idleMinutes()
                                + " minutes.\nMaybe create another, and restore a saved state or reset.");
            }
        }
        throw unknown(id);
    }

    /** Opens a session. */
    Session create(CreateSessionRequest request, TwinConfig world, Caller caller) {
        int n = request.getNumEnvs() == 0 ? 1 : request.getNumEnvs();
        if (n < 1 || n > config.sessions().environments()) {
            throw Refusal.badValue(
                    "num_envs",
                    "in [1, " + config.sessions().environments() + "]",
                    Integer.toUnsignedString(request.getNumEnvs()));
        }
        if (request.getRecordHistory() && n > MOST_RECORDED) {
            throw Refusal.badValue("record_history", "false for more than " + MOST_RECORDED + " environments", n);
        }
        EnvView.requireId(request.getEnvId());
        InfoSelection info = InfoSelection.of(request);
        requireAnswerFits(n, info.size());
        AutoresetMode mode = mode(request);
        long bytes = Worlds.bytes(world, n) + (request.getRecordHistory() ? n * Worlds.bytesRecorded(world) : 0);
        reserve(caller, bytes, world);
        try {
            EnvView view = EnvView.of(request.getEnvId(), world);
            VecEnv envs = new VecEnv(world, n, threads(world, n), mode);
            return add(caller, world, view, info, request.getRecordHistory(), bytes, envs);
        } catch (OutOfMemoryError e) {
            release(caller, bytes, world);
            throw fullHeap(bytes);
        } catch (RuntimeException e) {
            release(caller, bytes, world);
            throw e;
        }
    }

    /** The answer to a step must fit into a message, also when every episode ends in it. */
    private void requireAnswerFits(int n, int fields) {
        long bytes = (long) n * (BYTES_PER_ROW + fields * Double.BYTES);
        if (bytes > config.messages().batchBytes()) {
            throw Refusal.badValue(
                    "num_envs",
                    "at most " + config.messages().batchBytes() / (BYTES_PER_ROW + fields * Double.BYTES) + " with "
                            + fields + " info fields",
                    n,
                    "Maybe take INFO_MODE_NONE, or only the info fields that are needed.");
        }
    }

    /** Opens a session in the state of another. */
    Session fork(Session original, long[] newKeys, Caller caller) {
        reserve(caller, original.bytes(), original.config());
        try {
            int threads = mayHaveThreads() ? original.envs().threads() : 1;
            VecEnv envs = original.envs().fork(newKeys, threads);
            return add(
                    caller,
                    original.config(),
                    original.view(),
                    original.info(),
                    original.recorded(),
                    original.bytes(),
                    envs);
        } catch (OutOfMemoryError e) {
            release(caller, original.bytes(), original.config());
            throw fullHeap(original.bytes());
        } catch (RuntimeException e) {
            release(caller, original.bytes(), original.config());
            throw e;
        }
    }

    private Session add(
            Caller caller,
            TwinConfig world,
            EnvView view,
            InfoSelection info,
            boolean recorded,
            long bytes,
            VecEnv envs) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Session session = new Session(
                this,
                HexFormat.of().formatHex(id),
                caller,
                world,
                view,
                info,
                recorded,
                bytes,
                envs,
                config.sessions().waiting());
        open.put(session.id(), session);
        return session;
    }

    private static AutoresetMode mode(CreateSessionRequest request) {
        return switch (request.getAutoresetMode()) {
            case AUTORESET_MODE_UNSPECIFIED, AUTORESET_MODE_NEXT_STEP -> AutoresetMode.NEXT_STEP;
            case AUTORESET_MODE_SAME_STEP -> AutoresetMode.SAME_STEP;
            case AUTORESET_MODE_DISABLED -> AutoresetMode.DISABLED;
            case UNRECOGNIZED -> throw Refusal.badValue("autoreset_mode", "0 to 3", request.getAutoresetModeValue());
        };
    }

    private int threads(TwinConfig world, int n) {
        boolean pays = n * Worlds.microsPerStep(world) >= LONG_STEP;
        return pays && mayHaveThreads() ? config.threads().sessionThreads() : 1;
    }

    /** Only some of the open sessions get threads of their own, so that their number stays bounded. */
    private boolean mayHaveThreads() {
        long most =
                (long) THREADED_SESSIONS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return open.values().stream()
                        .filter(session -> session.envs().threads() > 1)
                        .count()
                < most;
    }

    private synchronized void reserve(Caller caller, long bytes, TwinConfig world) {
        ServerConfig.SessionLimits limits = config.sessions();
        int own = perCaller.getOrDefault(caller.id(), 0);
        if (own >= limits.perClient()) {
            throw quota("open sessions of one caller", limits.perClient());
        }
        if (reserved >= limits.total()) {
            throw quota("open sessions", limits.total());
        }
        boolean first = !models.containsKey(world);
        long all = bytes + (first ? Worlds.BYTES_PER_MODEL : 0);
        requireRoom(all);
        models.merge(world, 1, Integer::sum);
        perCaller.put(caller.id(), own + 1);
        reserved++;
        reservedBytes += all;
    }

    private void requireRoom(long bytes) {
        ServerConfig.SessionLimits limits = config.sessions();
        if (bytes > limits.maxSessionBytes()) {
            throw tooMuchMemory(bytes, limits.maxSessionBytes() + " bytes for a session");
        }
        requireFree(bytes);
    }

    private void requireFree(long bytes) {
        long free = config.sessions().maxBytes() - reservedBytes;
        if (bytes > free) {
            throw tooMuchMemory(bytes, free + " bytes that are free")
                    .retryAfter(config.sessions().idleMillis());
        }
    }

    private static Refusal tooMuchMemory(long bytes, String bound) {
        return Refusal.sentence(
                Status.Code.RESOURCE_EXHAUSTED,
                Reason.REASON_OVER_MEMORY,
                "world",
                bound,
                bytes + " bytes",
                "the session must fit in " + bound + ", and needs about " + bytes
                        + " bytes.\nMaybe take fewer environments or loans, or start the server with a larger heap:"
                        + " TWIN_JAVA_OPTS=-Xmx8g.");
    }

    private Refusal fullHeap(long bytes) {
        return tooMuchMemory(bytes, "what is left of the Java heap")
                .retryAfter(config.sessions().idleMillis());
    }

    private Refusal quota(String what, int most) {
        return Refusal.sentence(
                        Status.Code.RESOURCE_EXHAUSTED,
                        Reason.REASON_QUOTA,
                        "sessions",
                        String.valueOf(most),
                        String.valueOf(most + 1L),
                        "there may be " + most + " " + what + ", and there are.\nMaybe close sessions that are done.")
                .retryAfter(config.sessions().idleMillis());
    }

    private synchronized void release(Caller caller, long bytes, TwinConfig world) {
        models.computeIfPresent(world, (model, count) -> count <= 1 ? null : count - 1);
        if (!models.containsKey(world)) {
            reservedBytes -= Worlds.BYTES_PER_MODEL;
        }
        perCaller.computeIfPresent(caller.id(), (id, count) -> count <= 1 ? null : count - 1);
        reserved--;
        reservedBytes -= bytes;
    }

    private synchronized void release(Session session) {
        release(session.owner(), session.bytes() + session.kept(), session.config());
    }

    /** Takes or gives back what an open session keeps of its last call, so that retries cannot outgrow the heap. */
    synchronized void keep(Session session, long bytes) {
        if (open.get(session.id()) != session) {
            return;
        }
        long more = bytes - session.kept();
        if (more > 0) {
            requireFree(more);
        }
        reservedBytes += more;
        session.kept(bytes);
    }

    /** Runs something that takes memory beside the sessions, if there is room for it. */
    <T> T whileReserved(long bytes, Supplier<T> work) {
        synchronized (this) {
            requireRoom(bytes);
            reservedBytes += bytes;
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                reservedBytes -= bytes;
            }
        }
    }

    /** Closes a session; returns whether this call did it. */
    boolean close(Session session) {
        if (open.remove(session.id(), session)) {
            session.close();
            release(session);
            return true;
        }
        return false;
    }

    /** Closes the sessions that have been idle for too long. */
    void reap() {
        long nanos = TimeUnit.MILLISECONDS.toNanos(config.sessions().idleMillis());
        for (Session session : open.values()) {
            if (session.idleFor(nanos)) {
                synchronized (this) {
                    expired.put(session.id(), session.owner().id());
                    reaped++;
                }
                close(session);
            }
        }
    }

    void closeAll() {
        open.values().forEach(this::close);
    }

    List<Session> of(Caller caller) {
        List<Session> own = new ArrayList<>();
        for (Session session : open.values()) {
            if (session.owner().id().equals(caller.id())) {
                own.add(session);
            }
        }
        return own;
    }

    int count() {
        return open.size();
    }

    synchronized long bytes() {
        return reservedBytes;
    }

    /** Counts a step of a session: of so many environments, in so many nanoseconds. */
    void stepped(int environments, long nanos) {
        envSteps.add(environments);
        simulatorNanos.add(nanos);
    }

    double envSteps() {
        return envSteps.sum();
    }

    double simulatorSeconds() {
        return simulatorNanos.sum() / 1e9;
    }

    synchronized long reaped() {
        return reaped;
    }
}
