package io.github.loantwin.server.grpc;

import java.util.Arrays;

/**
 * What was measured of one client, transport and batch; an echo carries the bytes of a step, both ways, without the simulator.
 *
 * @param client java, python, in-process (a VecEnv without a wire), or gymnasium (a local SyncVectorEnv that does nothing)
 * @param transport tcp, unix or none, stream or not, with infos or not; of gymnasium how its vector was made
 * @param batch environments of one step
 * @param echoP50 median round trip of an echo, microseconds; NaN in process
 * @param stepP50 median round trip of a step, microseconds
 * @param stepP99 its 99th percentile
 * @param simulator median time inside the simulator, microseconds
 * @param beyondP50 median of what a step takes less its time inside the simulator
 * @param stepsPerSecond environment steps a second, one call after the other
 * @param microsPerEnv median of what an environment costs in a step as a program sees it, microseconds
 * @param samples steps measured
 */
public record BenchCase(
        String client,
        String transport,
        int batch,
        double echoP50,
        double stepP50,
        double stepP99,
        double simulator,
        double beyondP50,
        double stepsPerSecond,
        double microsPerEnv,
        int samples) {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    static BenchCase of(
            String client, String transport, int batch, long[] echoes, long[] steps, long[] simulator, int samples) {
        double sum = 0;
        long[] beyond = new long[samples];
        for (int i = 0; i < samples; i++) {
            sum += steps[i];
            beyond[i] = steps[i] - simulator[i];
        }
        return new BenchCase(
                client,
                transport,
                batch,
                quantile(echoes, samples, 0.5),
                quantile(steps, samples, 0.5),
                quantile(steps, samples, 0.99),
                quantile(simulator, samples, 0.5),
                quantile(beyond, samples, 0.5),
                batch * samples / (sum / NANOS_PER_SECOND),
                quantile(steps, samples, 0.5) / batch,
                samples);
    }

    private static double quantile(long[] nanos, int samples, double level) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, samples);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(samples - 1, Math.floor(level * samples))] / NANOS_PER_MICRO;
    }

    /** Returns what a step costs beyond the simulator, over an echo of the same bytes. */
    public double overhead() {
        return beyondP50 / echoP50;
    }
}
