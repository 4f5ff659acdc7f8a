package io.github.loantwin.agents.train;

import io.github.loantwin.agents.learn.Reference;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.check.ArgCheck;
import java.util.Map;

/**
 * A training run; {@code configs/experiments/ppo-default.yaml} is one.
 *
 * @param algorithm ppo, sac, td3, ddqn or dqn
 * @param settings file of the algorithm's settings, such as {@code agents/ppo.yaml}
 * @param twin preset or file of the twin's configuration
 * @param worlds file that says which seeds may be learned from and which ones validate
 * @param totalSteps decisions over all copies of the environment
 * @param seed of the run: networks, exploration, order of samples, choice of worlds
 * @param decisionDays days for which the agent holds an action, a multiple of the twin's: shorter ones react sooner, longer ones
 *     show more plainly what an action does
 * @param memoryHalfLifeDays the agent sees, beside each observation, its distance to a slow mean with this half-life; 0: not
 * @param deadband an action component stays in force until the wanted one differs by more than this share of its bound: every
 *     move of policy costs something; a wide band reacts late
 * @param reference what rewards are measured against in training: none, hold (a second simulation of every world) or group (the
 *     other copies in the same world); takes most noise away
 * @param copiesPerWorld copies that live in one world: more of them make a better group reference, fewer see more worlds
 * @param evaluateEverySteps decisions between validations; checkpoints are written with them
 * @param evaluationSeeds episodes of a validation: more of them choose the best checkpoint better and cost time
 */
public record TrainConfig(
        String algorithm,
        String settings,
        String twin,
        String worlds,
        long totalSteps,
        long seed,
        int decisionDays,
        double memoryHalfLifeDays,
        double deadband,
        Reference reference,
        int copiesPerWorld,
        long evaluateEverySteps,
        int evaluationSeeds) {
    public TrainConfig {
        Algorithms.require(algorithm);
        ArgCheck.notBlank("settings", settings);
        ArgCheck.notBlank("twin", twin);
        ArgCheck.notBlank("worlds", worlds);
        ArgCheck.inClosed("totalSteps", totalSteps, 1L, 1_000_000_000_000L);
        ArgCheck.inClosed("decisionDays", decisionDays, 1, 365);
        ArgCheck.inClosed("memoryHalfLifeDays", memoryHalfLifeDays, 0, 36_500);
        ArgCheck.inClosed("deadband", deadband, 0, 2);
        ArgCheck.notNull("reference", reference);
        ArgCheck.inClosed("copiesPerWorld", copiesPerWorld, 1, 4096);
        ArgCheck.inClosed("evaluateEverySteps", evaluateEverySteps, 1L, 1_000_000_000_000L);
        ArgCheck.inClosed("evaluationSeeds", evaluationSeeds, 2, 10_000);
    }

    /**
     * Returns the same run with one setting changed.
     *
     * @param key name of the setting, as in the file
     * @throws IllegalArgumentException for an unknown key, or a value that it may not have
     */
    public TrainConfig with(String key, Object value) {
        Map<String, Object> settings = Settings.toMap(Settings.toYaml(this), "run");
        settings.put(key, value);
        return Settings.parse(Settings.toYaml(settings), "run", TrainConfig.class);
    }

    /** Returns the same run with another seed. */
    public TrainConfig withSeed(long newSeed) {
        return with("seed", newSeed);
    }

    /** Returns the same run with another length; schedules stretch with it. */
    public TrainConfig withSteps(long newSteps) {
        return with("totalSteps", newSteps);
    }
}
