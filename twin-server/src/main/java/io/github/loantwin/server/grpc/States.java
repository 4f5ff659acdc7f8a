package io.github.loantwin.server.grpc;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.proto.v1.EnvState;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RestoreRequest;
import io.github.loantwin.proto.v1.RestoreResponse;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.SaveResponse;
import io.grpc.Status;
import java.util.Arrays;
import java.util.List;

/** Saves and restores environments of a session. */
final class States {
    private States() {}

    static SaveResponse save(Session session, SaveRequest request, CallTime time, int mostBytes) {
        session.requireStarted();
        int[] rows = rows(session, request.getEnvsList());
        long[] hashes = new long[rows.length];
        SaveResponse.Builder answer =
                SaveResponse.newBuilder().setConfigHash(session.config().hash());
        long bytes = 0;
        for (int k = 0; k < rows.length; k++) {
            time.check();
            LoanEnv env = session.envs().environment(rows[k]);
            byte[] state = env.save();
            bytes += state.length;
            if (bytes > mostBytes) {
                throw tooLarge(mostBytes, k);
            }
            hashes[k] = env.stateHash();
            answer.addStates(EnvState.newBuilder()
                    .setEnv(rows[k])
                    .setStreamSeed(session.envs().streamSeed(rows[k]))
                    .setEpisode(session.envs().episode(rows[k]))
                    .setState(com.google.protobuf.UnsafeByteOperations.unsafeWrap(state)));
        }
        return answer.setStateHashes(NumberArrays.of(hashes, rows.length)).build();
    }

    private static Refusal tooLarge(int mostBytes, int fit) {
        return Refusal.of(
                Status.Code.RESOURCE_EXHAUSTED,
                Reason.REASON_TOO_LARGE,
                "envs",
                "states of at most " + mostBytes + " bytes together",
                "more",
                "Maybe save " + Math.max(1, fit) + " environments at a time.");
    }

    private static int[] rows(Session session, List<Integer> given) {
        int n = session.envs().size();
        if (given.isEmpty()) {
            int[] all = new int[n];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int before = -1;
        for (int row : given) {
            if (row <= before || row >= n) {
                throw Refusal.badValue("envs", "rows 0 to " + (n - 1) + " in rising order", NumberArrays.text(given));
            }
            before = row;
        }
        return given.stream().mapToInt(Integer::intValue).toArray();
    }

    static RestoreResponse restore(Session session, RestoreRequest request) {
        return session.change(
                request.getStepIndex(), request, RestoreResponse.class, index -> anew(session, request, index));
    }

    private static RestoreResponse anew(Session session, RestoreRequest request, long index) {
        VecEnv envs = session.envs();
        int count = request.getStatesCount();
        int[] slots = new int[count];
        byte[][] states = new byte[count][];
        long[] seeds = new long[count];
        int[] episodes = new int[count];
        boolean[] named = new boolean[envs.size()];
        for (int k = 0; k < count; k++) {
            EnvState state = request.getStates(k);
            slots[k] = slot("states[" + k + "].env", state.getEnv(), named);
            states[k] = state.getState().toByteArray();
            seeds[k] = state.getStreamSeed();
            episodes[k] = state.getEpisode();
            if (episodes[k] < 0) {
                throw Refusal.badValue("states[" + k + "].episode", "at most 2147483647", state.getEpisode());
            }
        }
        requireEnough(session, named, count);
        try {
            envs.restore(slots, states, seeds, episodes);
        } catch (RuntimeException e) {
            throw Refusal.from(Reason.REASON_BAD_STATE, "states", e);
        }
        session.readBatch();
        System.arraycopy(named, 0, session.batch().begins, 0, named.length);
        session.begin();
        return answer(session, index);
    }

    private static int slot(String field, int row, boolean[] named) {
        if (row < 0 || row >= named.length || named[row]) {
            throw Refusal.badValue(
                    field, "a row 0 to " + (named.length - 1) + ", each once", Integer.toUnsignedString(row));
        }
        named[row] = true;
        return row;
    }

    private static void requireEnough(Session session, boolean[] named, int count) {
        if (count == 0) {
            throw Refusal.badValue("states", "at least one state", "none");
        }
        if (!session.started() && count < named.length) {
            throw Refusal.precondition(
                    Reason.REASON_NEEDS_RESET,
                    "states",
                    "a session that was never reset must be restored whole, " + named.length + " environments, got "
                            + count + ".");
        }
    }

    private static RestoreResponse answer(Session session, long index) {
        int n = session.envs().size();
        RestoreResponse.Builder answer = RestoreResponse.newBuilder()
                .setStepIndex(index)
                .setObservations(NumberArrays.of(observations(session), n, ObservationLayout.SIZE));
        if (session.info().size() > 0) {
            answer.setInfos(session.info().encode(session.batch().info, n));
        }
        return answer.build();
    }

    /** Returns the last observations as the session's id shows them. */
    static float[] observations(Session session) {
        return session.view()
                .show(
                        session.batch().observations,
                        session.batch().info,
                        session.envs().size());
    }
}
