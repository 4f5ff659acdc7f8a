package io.github.loantwin.env.bench;

/**
 * What one size needs, warm.
 *
 * @param size what was measured
 * @param nanosPerStep wall time of one environment's day, the median over rounds
 * @param spread half the range of the rounds over that median
 * @param dueLoansPerStep mean number of loans whose due date a day is
 * @param bytesPerStep allocated per environment's day, in rounds in which no book outgrew its columns
 * @param growths how often columns were replaced by larger ones
 * @param bytesPerEnv memory of an environment after a reset, what all share left out
 * @param resetMicros wall time of a reset, the median over rounds
 */
public record EnvMeasurement(
        EnvCase size,
        double nanosPerStep,
        double spread,
        double dueLoansPerStep,
        double bytesPerStep,
        int growths,
        double bytesPerEnv,
        double resetMicros) {

    /** Returns days of one lender simulated per second, all environments together. */
    public double stepsPerSecond() {
        return 1e9 / nanosPerStep;
    }

    /** Returns memory per loan at the start, everything of an environment included. */
    public double bytesPerLoan() {
        return bytesPerEnv / size.loans();
    }
}
