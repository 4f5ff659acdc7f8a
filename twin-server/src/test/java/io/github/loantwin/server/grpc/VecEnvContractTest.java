package io.github.loantwin.server.grpc;

import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The contract in process. */
class VecEnvContractTest extends EnvContract {
    @Override
    Door open(int n, AutoresetMode mode) {
        VecEnv envs = new VecEnv(CONFIG, n, 2, mode);
        StepBatch batch = new StepBatch(n, true);
        return new Door() {
            @Override
            public Rows reset(long[] seeds) {
                envs.reset(seeds, batch);
                return rows(batch);
            }

            @Override
            public Rows reset(boolean[] mask) {
                envs.reset(mask, batch);
                return rows(batch);
            }

            @Override
            public Rows step(float[] actions) {
                envs.step(actions, batch);
                return rows(batch);
            }

            @Override
            public void close() {
                envs.close();
            }
        };
    }

    private static EnvContract.Rows rows(StepBatch batch) {
        Map<Integer, float[]> observations = new HashMap<>();
        Map<Integer, double[]> infos = new HashMap<>();
        for (int i = 0; i < batch.size; i++) {
            int obs = ObservationLayout.SIZE;
            observations.put(i, Arrays.copyOfRange(batch.finalObservations, i * obs, (i + 1) * obs));
            infos.put(i, Arrays.copyOfRange(batch.finalInfo, i * InfoField.COUNT, (i + 1) * InfoField.COUNT));
        }
        return new EnvContract.Rows(
                batch.observations.clone(),
                batch.info.clone(),
                batch.rewards.clone(),
                batch.rewardVectors.clone(),
                batch.terminated.clone(),
                batch.truncated.clone(),
                batch.begins.clone(),
                observations,
                infos);
    }
}
