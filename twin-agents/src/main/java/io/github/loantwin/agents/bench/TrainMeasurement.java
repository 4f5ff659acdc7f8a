package io.github.loantwin.agents.bench;

/**
 * What was measured of one algorithm.
 *
 * @param algorithm its name
 * @param stepsPerSecond decisions a second over all copies, environment and learning together
 * @param stepsPerCpuSecond the same a second of processor time, over all threads
 * @param updatesPerSecond gradient steps of the policy a second of processor time, learning alone on one thread
 * @param actionMicroseconds processor time of one action from one observation, microseconds
 * @param gemmShare share of learning's time that matrix products take
 * @param updateGflops billions of multiplications and additions a second in the products of an update, over the whole update
 * @param peakGflops those of a large product, measured in the same run
 */
public record TrainMeasurement(
        String algorithm,
        double stepsPerSecond,
        double stepsPerCpuSecond,
        double updatesPerSecond,
        double actionMicroseconds,
        double gemmShare,
        double updateGflops,
        double peakGflops) {}
