package io.github.loantwin.env.bench;

import io.github.loantwin.env.check.ArgCheck;

/**
 * One size to measure.
 *
 * @param loans loans of each environment at the start
 * @param envs environments stepped together
 * @param threads threads that step them
 */
public record EnvCase(int loans, int envs, int threads) {
    public EnvCase {
        ArgCheck.inClosed("loans", loans, 100, 100_000_000);
        ArgCheck.inClosed("envs", envs, 1, 1_000_000);
        ArgCheck.inClosed("threads", threads, 1, 1024);
    }
}
