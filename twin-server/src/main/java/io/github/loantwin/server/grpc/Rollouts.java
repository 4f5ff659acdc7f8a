package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.reward.Reward;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.RolloutResponse;
import io.grpc.Status;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Steps a session under a policy, on the server. */
final class Rollouts {
    private static final int MOST_STEPS = 100_000;
    /** Reward, reward vector, three flags. */
    private static final int BYTES = 8 + 32 + 3;

    private static final int RECORDED_BYTES = 4 * (ObservationLayout.SIZE + ActionLayout.SIZE);

    private final Session session;
    private final VecEnv envs;
    private final StepBatch batch;
    private final boolean record;
    private final int n;
    private final int width;
    private final Policy[] players;
    private final float[] actions;
    private final float[] observation = new float[ObservationLayout.SIZE];
    private final float[] action = new float[ActionLayout.SIZE];

    private final double[] rewards;
    private final double[] vectors;
    private final boolean[] terminated;
    private final boolean[] truncated;
    private final boolean[] begins;
    private final float[] observations;
    private final float[] taken;
    private final double[] infos;
    private long nanos;

    private Rollouts(Session session, RolloutRequest request, IntFunction<Policy> players) {
        this.session = session;
        envs = session.envs();
        n = envs.size();
        record = request.getRecord();
        batch = session.batch().withInfo() ? session.batch() : new StepBatch(n, true);
        width = session.info().size();
        this.players = new Policy[n];
        Arrays.setAll(this.players, players);
        actions = new float[n * ActionLayout.SIZE];
        int rows = request.getSteps() * n;
        rewards = new double[rows];
        vectors = new double[rows * Reward.SIZE];
        terminated = new boolean[rows];
        truncated = new boolean[rows];
        begins = new boolean[rows];
        observations = new float[record ? rows * ObservationLayout.SIZE : 0];
        taken = new float[record ? rows * ActionLayout.SIZE : 0];
        infos = new double[record ? rows * width : 0];
    }

    static RolloutResponse run(Session session, RolloutRequest request, Players players, CallTime time, int mostBytes) {
        long bytes = Math.min(mostBytes, answerBytes(session, request));
        return session.change(request.getStepIndex(), request, bytes, RolloutResponse.class, index -> {
            session.requireStarted();
            requireSize(session, request, mostBytes);
            IntFunction<Policy> maker = players.forRows(
                    "policy",
                    request.getPolicy(),
                    session.config(),
                    session.envs().size());
            return new Rollouts(session, request, maker).run(request.getSteps(), index, time);
        });
    }

    private static void requireSize(Session session, RolloutRequest request, int mostBytes) {
        int steps = request.getSteps();
        if (steps < 1 || steps > MOST_STEPS) {
            throw Refusal.badValue("steps", "in [1, " + MOST_STEPS + "]", Integer.toUnsignedString(steps));
        }
        if (answerBytes(session, request) > mostBytes) {
            throw Refusal.of(
                    Status.Code.RESOURCE_EXHAUSTED,
                    Reason.REASON_TOO_LARGE,
                    "steps",
                    "at most " + mostBytes / bytesPerStep(session, request)
                            + " for this session, as an answer has at most " + mostBytes + " bytes",
                    steps,
                    "Maybe run fewer steps at a time, or without record.");
        }
    }

    private static long answerBytes(Session session, RolloutRequest request) {
        return Integer.toUnsignedLong(request.getSteps()) * bytesPerStep(session, request);
    }

    private static long bytesPerStep(Session session, RolloutRequest request) {
        int recorded = RECORDED_BYTES + Double.BYTES * session.info().size();
        return (long) session.envs().size() * (BYTES + (request.getRecord() ? recorded : 0));
    }

    private RolloutResponse run(int steps, long index, CallTime time) {
        begin();
        int done = 0;
        while (done < steps && !over(time, done)) {
            decide();
            nanos += session.run(actions, batch);
            keep(done);
            done++;
        }
        return answer(done, index);
    }

    /** A rollout that has begun always answers, with the steps it made, so that a retry can get them. */
    private boolean over(CallTime time, int done) {
        boolean ended = envs.autoresetMode() == AutoresetMode.DISABLED && session.firstEnded() >= 0;
        if (done == 0) {
            time.check();
            return ended;
        }
        return ended || time.isOver();
    }

    private void begin() {
        for (int i = 0; i < n; i++) {
            players[i].reset(envs.environment(i).seed());
            players[i].inform(envs.environment(i).info());
            float[] now = envs.environment(i).observation();
            System.arraycopy(now, 0, batch.observations, i * ObservationLayout.SIZE, now.length);
        }
    }

    private void decide() {
        for (int i = 0; i < n; i++) {
            System.arraycopy(batch.observations, i * ObservationLayout.SIZE, observation, 0, observation.length);
            players[i].act(observation, action);
            System.arraycopy(action, 0, actions, i * ActionLayout.SIZE, action.length);
        }
    }

    private void keep(int step) {
        int at = step * n;
        System.arraycopy(batch.rewards, 0, rewards, at, n);
        System.arraycopy(batch.rewardVectors, 0, vectors, at * Reward.SIZE, n * Reward.SIZE);
        System.arraycopy(batch.terminated, 0, terminated, at, n);
        System.arraycopy(batch.truncated, 0, truncated, at, n);
        System.arraycopy(batch.begins, 0, begins, at, n);
        if (record) {
            record(at);
        }
        for (int i = 0; i < n; i++) {
            if (batch.begins[i]) {
                players[i].reset(envs.environment(i).seed());
            }
            players[i].inform(batch.stepInfo(i));
        }
    }

    private void record(int at) {
        float[] shown = session.view().show(batch.observations, batch.info, n);
        System.arraycopy(shown, 0, observations, at * ObservationLayout.SIZE, shown.length);
        for (int i = 0; i < actions.length; i++) {
            taken[at * ActionLayout.SIZE + i] = session.view().shownAction(i % ActionLayout.SIZE, actions[i]);
        }
        for (int i = 0; i < n && width > 0; i++) {
            session.info().copy(batch.info, i, infos, at + i);
        }
    }

    private RolloutResponse answer(int k, long index) {
        RolloutResponse.Builder answer = RolloutResponse.newBuilder()
                .setStepIndex(index)
                .setSteps(k)
                .setRewards(NumberArrays.of(rewards, k, n))
                .setRewardVectors(NumberArrays.of(vectors, k, n, Reward.SIZE))
                .setTerminated(NumberArrays.of(terminated, k, n))
                .setTruncated(NumberArrays.of(truncated, k, n))
                .setBegins(NumberArrays.of(begins, k, n))
                .setLastObservations(NumberArrays.of(
                        session.view().show(batch.observations, batch.info, n), n, ObservationLayout.SIZE))
                .setSimulatorNs(nanos);
        if (record) {
            answer.setObservations(NumberArrays.of(observations, k, n, ObservationLayout.SIZE))
                    .setActions(NumberArrays.of(taken, k, n, ActionLayout.SIZE));
            if (width > 0) {
                answer.setInfos(NumberArrays.of(infos, k, n, width));
            }
        }
        return answer.build();
    }
}
