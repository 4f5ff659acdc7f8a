package io.github.loantwin.agents.ppo;

/** Sums over the policy's updates of one iteration. */
final class PolicyFigures {
    private double loss;
    private double divergence;
    private double epochDivergence;
    private long clipped;
    private long samples;
    private long epochSamples;
    private double norms;
    private long updates;

    void beginEpoch() {
        epochDivergence = 0;
        epochSamples = 0;
    }

    void add(double sampleLoss, double sampleDivergence, boolean wasClipped) {
        loss += sampleLoss;
        divergence += sampleDivergence;
        epochDivergence += sampleDivergence;
        clipped += wasClipped ? 1 : 0;
        samples++;
        epochSamples++;
    }

    void addNorm(double gradientNorm) {
        norms += gradientNorm;
        updates++;
    }

    double meanLoss() {
        return loss / samples;
    }

    double meanDivergence() {
        return divergence / samples;
    }

    double epochDivergence() {
        return epochDivergence / epochSamples;
    }

    double clippedShare() {
        return (double) clipped / samples;
    }

    double meanNorm() {
        return norms / updates;
    }

    long updates() {
        return updates;
    }
}
