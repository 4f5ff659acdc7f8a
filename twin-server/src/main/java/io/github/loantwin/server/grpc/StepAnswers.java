package io.github.loantwin.server.grpc;

import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.reward.Reward;
import io.github.loantwin.proto.v1.ResetResponse;
import io.github.loantwin.proto.v1.StepResponse;
import java.util.Arrays;

/** What a session's batch holds, as messages. */
final class StepAnswers {
    private StepAnswers() {}

    static StepResponse of(Session session, long index, long nanos) {
        StepBatch batch = session.batch();
        int n = batch.size;
        StepResponse.Builder answer = StepResponse.newBuilder()
                .setStepIndex(index)
                .setObservations(NumberArrays.of(
                        session.view().show(batch.observations, batch.info, n), n, ObservationLayout.SIZE))
                .setRewards(NumberArrays.of(batch.rewards, n))
                .setRewardVectors(NumberArrays.of(batch.rewardVectors, n, Reward.SIZE))
                .setTerminated(NumberArrays.of(batch.terminated, n))
                .setTruncated(NumberArrays.of(batch.truncated, n))
                .setBegins(NumberArrays.of(batch.begins, n))
                .setSimulatorNs(nanos);
        if (session.info().size() > 0) {
            answer.setInfos(session.info().encode(batch.info, n));
        }
        if (session.envs().autoresetMode() == AutoresetMode.SAME_STEP) {
            addFinal(session, answer);
        }
        return answer.build();
    }

    private static void addFinal(Session session, StepResponse.Builder answer) {
        StepBatch batch = session.batch();
        long[] rows = new long[batch.size];
        int ended = 0;
        for (int i = 0; i < batch.size; i++) {
            if (batch.terminated[i] || batch.truncated[i]) {
                rows[ended++] = i;
            }
        }
        if (ended == 0) {
            return;
        }
        rows = Arrays.copyOf(rows, ended);
        float[] observations = new float[ended * ObservationLayout.SIZE];
        double[] infos = new double[batch.withInfo() ? ended * InfoField.COUNT : 0];
        for (int k = 0; k < ended; k++) {
            copyRow(batch.finalObservations, (int) rows[k], observations, k, ObservationLayout.SIZE);
            if (batch.withInfo()) {
                copyRow(batch.finalInfo, (int) rows[k], infos, k, InfoField.COUNT);
            }
        }
        answer.setFinalRows(NumberArrays.of(rows, ended))
                .setFinalObservations(NumberArrays.of(
                        session.view().show(observations, infos, ended), ended, ObservationLayout.SIZE));
        if (session.info().size() > 0) {
            answer.setFinalInfos(session.info().encode(infos, ended));
        }
    }

    private static void copyRow(Object from, int row, Object to, int toRow, int width) {
        System.arraycopy(from, row * width, to, toRow * width, width);
    }

    static ResetResponse start(Session session, long index, long nanos) {
        StepBatch batch = session.batch();
        int n = batch.size;
        long[] seeds = new long[n];
        Arrays.setAll(seeds, i -> session.envs().environment(i).seed());
        ResetResponse.Builder answer = ResetResponse.newBuilder()
                .setStepIndex(index)
                .setObservations(NumberArrays.of(
                        session.view().show(batch.observations, batch.info, n), n, ObservationLayout.SIZE))
                .setSeeds(NumberArrays.of(seeds, n))
                .setSimulatorNs(nanos);
        if (session.info().size() > 0) {
            answer.setInfos(session.info().encode(batch.info, n));
        }
        return answer.build();
    }
}
