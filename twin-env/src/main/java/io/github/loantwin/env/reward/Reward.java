package io.github.loantwin.env.reward;

import io.github.loantwin.env.loan.PolicyConfig;
import io.github.loantwin.env.math.PortableMath;

/**
 * The four components of the daily reward, each in [-1, 1].
 *
 * <ul>
 *   <li>financial: tanh((EP - w U) / (target ROE x E_ref)), economic profit of the day per year, U losses realised beyond
 *       those accrued;
 *   <li>risk: half headroom of value at risk, a quarter each of expected loss and of delinquency;
 *   <li>regulatory: headroom of capital, liquidity coverage and concentration, each by tanh(1.75 x);
 *   <li>operational: volume against plan, bookings and automatic decisions, steadiness of policy.
 * </ul>
 */
public final class Reward {
    /** Number of components. */
    public static final int SIZE = 4;

    private final RewardConfig config;
    private final PolicyConfig policy;
    private final double[] weights;

    /** Creates the reward of a configuration. */
    public Reward(RewardConfig config, PolicyConfig policy) {
        this.config = config;
        this.policy = policy;
        this.weights = config.weights();
    }

    /**
     * Returns the financial component.
     *
     * @param economicProfit of the day, per year
     * @param surprise realised minus accrued losses after tax, per year
     * @param referenceEquity equity that counts as one, same unit
     */
    public double financial(double economicProfit, double surprise, double referenceEquity) {
        return PortableMath.tanh((economicProfit - config.surpriseWeight() * surprise)
                / (config.profitScale() * policy.target_roe() * referenceEquity));
    }

    /** Returns the risk component of value at risk, expected-loss rate and 30+ share. */
    public double risk(double valueAtRisk, double expectedLossRate, double delinquencyRate) {
        return 0.5 * headroom(valueAtRisk / policy.max_var_limit())
                + 0.25 * headroom(expectedLossRate / config.maxExpectedLoss())
                + 0.25 * headroom(delinquencyRate / config.maxDelinquency());
    }

    /** Returns 1 - 2 / (1 + exp(-(x - 1) / knee)): near 1 with headroom, 0 at the limit, near -1 beyond it. */
    private double headroom(double usage) {
        return 1 - 2 * PortableMath.logistic((usage - 1) / config.riskKnee());
    }

    /**
     * Returns the regulatory component of capital ratio, liquidity coverage and largest product share: graded by
     * headroom, with little left to gain from headroom beyond what is usual.
     */
    public double regulatory(double capitalRatio, double liquidityCoverage, double largestShare) {
        return (graded((capitalRatio - policy.min_capital_ratio()) / config.capitalRange())
                        + graded((liquidityCoverage - 1) / config.liquidityRange())
                        + graded((policy.max_concentration_by_type() - largestShare) / config.concentrationRange()))
                / 3;
    }

    /**
     * Returns the operational component.
     *
     * @param volume booked volume of 90 days over the base policy's with the same applicants
     * @param bookings loans booked over the base policy's
     * @param automatic share of applications decided automatically
     * @param change sum over 30 days of |change of action| over bound
     */
    public double operational(double volume, double bookings, double automatic, double change) {
        double efficiency = Math.min(1, bookings) + automatic - 1;
        double steadiness = 1 - 2 * PortableMath.clamp((change - 0.5) / 1.5, 0, 1);
        return 0.5 * volumeScore(volume) + 0.1 * efficiency + 0.4 * steadiness;
    }

    private static double volumeScore(double volume) {
        if (volume < 0.6) {
            return -1 + 2 * PortableMath.clamp((volume - 0.1) / 0.5, 0, 1);
        }
        return 1 - 2 * PortableMath.clamp((volume - 1.4) / 0.8, 0, 1);
    }

    /** Returns weights . vector. */
    public double total(double[] vector) {
        return weights[0] * vector[0] + weights[1] * vector[1] + weights[2] * vector[2] + weights[3] * vector[3];
    }

    /** Returns what is added to the reward when the lender fails: -(days left) - penalty. */
    public double terminal(int daysLeft) {
        return -daysLeft - config.terminalPenalty();
    }

    /** Returns the capital ratio under which an episode terminates. */
    public double capitalFloor() {
        return config.capitalFloor();
    }

    private static double graded(double headroom) {
        return PortableMath.tanh(1.75 * headroom);
    }
}
