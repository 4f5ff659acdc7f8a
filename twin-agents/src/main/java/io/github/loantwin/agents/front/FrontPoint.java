package io.github.loantwin.agents.front;

import java.util.List;

/**
 * What a policy gains over hold.
 *
 * @param name of the policy
 * @param weights that it was trained with; empty: it was not trained here
 * @param gains in the four objectives, thousandths a day: financial, risk, regulatory, operational
 * @param errors standard errors of the gains, over worlds
 * @param onFront whether no other policy is at least as good in every objective and better in one
 */
public record FrontPoint(String name, List<Double> weights, List<Double> gains, List<Double> errors, boolean onFront) {
    public FrontPoint {
        weights = List.copyOf(weights);
        gains = List.copyOf(gains);
        errors = List.copyOf(errors);
    }

    double[] point() {
        return gains.stream().mapToDouble(Double::doubleValue).toArray();
    }

    FrontPoint onFront(boolean whether) {
        return new FrontPoint(name, weights, gains, errors, whether);
    }
}
