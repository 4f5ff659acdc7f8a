package io.github.loantwin.env.demand;

import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.math.PortableMath;

/** From an applicant's characteristics to the 12-month probability of default, credit-model C1. */
final class Scorecard {
    private static final double LN2 = 0.6931471805599453;

    private final ProductConfig.Scorecard config;

    Scorecard(ProductConfig.Scorecard config) {
        this.config = config;
    }

    /** Returns logit PD = (midpoint - score) ln 2 / pointsToDouble + adders for LTV, DTI and term. */
    double logit(double score, double ltv, double dti, int termMonths) {
        double logit = (config.midpoint() - score) * LN2 / config.pointsToDouble();
        logit += config.ltvPer5() * Math.max(0, ltv - config.ltvFrom()) / 0.05;
        logit += config.dtiPer5() * Math.max(0, dti - config.dtiFrom()) / 0.05;
        logit += config.termPer12() * Math.max(0, termMonths - config.termFrom()) / 12;
        return logit;
    }

    /** Returns the probability of default of a logit. */
    static double probability(double logit) {
        return PortableMath.logistic(logit);
    }
}
