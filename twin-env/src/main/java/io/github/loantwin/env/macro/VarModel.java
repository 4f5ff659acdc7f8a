package io.github.loantwin.env.macro;

import java.util.Arrays;
import java.util.List;

/**
 * A compiled monthly Markov-switching VAR(1): {@code x[m] = drift[R] + transition x[m-1] + sqrt(multiplier[R]) L z}.
 *
 * <p>The file's comments give sources and units; percent throughout. Only {@link Monthly}, {@link Yields} and
 * {@link Domain} drive the simulation; {@link Quarterly} and {@link Regimes} are what they were computed from.
 *
 * @param variables names of the state, in the fixed order {@link #VARIABLES}
 * @param quarterly the fitted quarterly VAR(1)
 * @param regimes regime durations and targets
 * @param monthly the compiled monthly law
 * @param yields equations of the long yields
 * @param domain limits of the true values
 */
record VarModel(
        List<String> variables, Quarterly quarterly, Regimes regimes, Monthly monthly, Yields yields, Domain domain) {
    static final List<String> VARIABLES =
            List.of("rate3m", "unemployment", "gdpGrowth", "inflation", "hpiGrowth", "lnSpread", "lnVixMax");
    static final int SIZE = 7;
    static final int RATE_3M = 0;
    static final int UNEMPLOYMENT = 1;
    static final int GDP = 2;
    static final int INFLATION = 3;
    static final int HPI = 4;
    static final int LN_SPREAD = 5;
    static final int LN_VIX_MAX = 6;

    VarModel {
        if (!variables.equals(VARIABLES)) {
            throw new IllegalArgumentException("variables must be " + VARIABLES + ", got " + variables + ".");
        }
    }

    /** Returns a digest of all figures that drive the simulation. */
    long contentHash() {
        Object[] driving = {
            monthly.transition,
            monthly.drift,
            monthly.choleskyShock,
            monthly.regimeShare,
            monthly.regimeMean,
            monthly.choleskyRegime,
            regimes.transition,
            regimes.shockMultiplier,
            domain.unemployment,
            domain.rate3m,
            domain.spread,
            domain.vix
        };
        double[] equations = {
            yields.tenYear.intercept,
            yields.tenYear.onRate3m,
            yields.tenYear.onUnemployment,
            yields.tenYear.residualSd,
            yields.tenYear.residualAutocorrelation,
            yields.mortgage.intercept,
            yields.mortgage.onTenYear,
            yields.mortgage.onSpread,
            yields.mortgage.residualSd,
            yields.mortgage.residualAutocorrelation,
            yields.primeOverRate3m,
            domain.kneeUnemployment,
            domain.floorInflation,
            domain.kneeInflation
        };
        return 31L * Arrays.deepHashCode(driving) + Arrays.hashCode(equations);
    }

    /** The fitted quarterly VAR(1): x = c + A x[-1] + e, e normal with covariance S. */
    record Quarterly(double[] intercept, double[][] transition, double[][] shockCovariance) {
        Quarterly {
            Check.vector("quarterly.intercept", intercept, SIZE);
            Check.matrix("quarterly.transition", transition, SIZE, SIZE);
            Check.matrix("quarterly.shockCovariance", shockCovariance, SIZE, SIZE);
        }
    }

    /** Durations and targets of the regimes; see the file for meaning. */
    record Regimes(
            List<String> names,
            double[][] transition,
            double[][] target,
            double[] strength,
            double[] shockScale,
            double[] shockMultiplier) {
        Regimes {
            if (!names.equals(List.of("expansion", "recession", "crisis"))) {
                throw new IllegalArgumentException(
                        "regimes.names must be [expansion, recession, crisis], got " + names + ".");
            }
            Check.matrix("regimes.transition", transition, Regime.COUNT, Regime.COUNT);
            for (int r = 0; r < Regime.COUNT; r++) {
                Check.probabilities("regimes.transition[" + r + "]", transition[r]);
                Check.range("regimes.shockMultiplier[" + r + "]", shockMultiplier[r], 0, 100);
            }
            Check.matrix("regimes.target", target, Regime.COUNT, SIZE);
            Check.vector("regimes.strength", strength, SIZE);
            Check.vector("regimes.shockScale", shockScale, SIZE);
            Check.vector("regimes.shockMultiplier", shockMultiplier, Regime.COUNT);
        }
    }

    /** The monthly law and its stationary moments given the regime. */
    record Monthly(
            double[][] transition,
            double[][] drift,
            double[][] choleskyShock,
            double[] regimeShare,
            double[][] regimeMean,
            double[][][] choleskyRegime) {
        Monthly {
            Check.matrix("monthly.transition", transition, SIZE, SIZE);
            Check.matrix("monthly.drift", drift, Regime.COUNT, SIZE);
            Check.matrix("monthly.choleskyShock", choleskyShock, SIZE, SIZE);
            Check.vector("monthly.regimeShare", regimeShare, Regime.COUNT);
            Check.probabilities("monthly.regimeShare", regimeShare);
            Check.matrix("monthly.regimeMean", regimeMean, Regime.COUNT, SIZE);
            if (choleskyRegime.length != Regime.COUNT) {
                throw new IllegalArgumentException("monthly.choleskyRegime must have " + Regime.COUNT
                        + " matrices, got " + choleskyRegime.length + ".");
            }
            for (int r = 0; r < Regime.COUNT; r++) {
                Check.matrix("monthly.choleskyRegime[" + r + "]", choleskyRegime[r], SIZE, SIZE);
            }
        }
    }

    /** Equations of the 10-year yield, the mortgage rate and prime, percent. */
    record Yields(TenYear tenYear, Mortgage mortgage, double primeOverRate3m) {}

    /** 10-year = intercept + onRate3m rate3m + onUnemployment unemployment + AR(1) residual. */
    record TenYear(
            double intercept,
            double onRate3m,
            double onUnemployment,
            double residualSd,
            double residualAutocorrelation) {
        double value(double rate3m, double unemployment, double residual) {
            return intercept + onRate3m * rate3m + onUnemployment * unemployment + residual;
        }
    }

    /** Mortgage = intercept + onTenYear 10-year + onSpread spread + AR(1) residual. */
    record Mortgage(
            double intercept, double onTenYear, double onSpread, double residualSd, double residualAutocorrelation) {
        double value(double tenYear, double spread, double residual) {
            return intercept + onTenYear * tenYear + onSpread * spread + residual;
        }
    }

    /** Limits of the true values: [low, high] in percent or points, and the soft floors; see the file. */
    record Domain(
            double[] unemployment,
            double kneeUnemployment,
            double floorInflation,
            double kneeInflation,
            double[] rate3m,
            double[] spread,
            double[] vix) {
        Domain {
            Check.vector("domain.unemployment", unemployment, 2);
            Check.vector("domain.rate3m", rate3m, 2);
            Check.vector("domain.spread", spread, 2);
            Check.vector("domain.vix", vix, 2);
            Check.range("domain.kneeUnemployment", kneeUnemployment, unemployment[0] + 0.1, unemployment[1]);
            Check.range("domain.kneeInflation", kneeInflation, floorInflation + 0.1, 10);
        }
    }
}
