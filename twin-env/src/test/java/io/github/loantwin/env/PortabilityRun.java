package io.github.loantwin.env;

import io.github.loantwin.env.config.TwinConfig;

/**
 * Prints a digest of runs in three economies, or with the argument {@code short} of a month in one; started by
 * {@link PortabilityTest} in Java machines of its own.
 */
final class PortabilityRun {
    private PortabilityRun() {}

    public static void main(String[] arguments) {
        StringBuilder digest = new StringBuilder();
        TwinConfig small = TwinConfig.defaults().with("episode.initialLoans", 300);
        if (arguments.length > 0) {
            digest(digest, small, 31);
        } else {
            digest(digest, small, 120);
            digest(digest, small.withScenario("severely-adverse-2026"), 120);
            digest(digest, small.withScenario("covid"), 120);
        }
        System.out.println("digest" + digest);
    }

    private static void digest(StringBuilder out, TwinConfig config, int days) {
        LoanEnv env = new LoanEnv(config);
        env.reset(77);
        long hash = env.stateHash();
        for (int day = 0; day < days; day++) {
            StepResult step = env.step(SavedStateTest.action(5, day));
            hash = 31 * hash + Double.doubleToRawLongBits(step.reward());
            for (double value : step.info().toArray()) {
                hash = 31 * hash + Double.doubleToRawLongBits(value);
            }
            hash = 31 * hash + env.stateHash();
        }
        out.append(' ').append(Long.toHexString(hash));
    }
}
