package io.github.loantwin.env.credit;

/**
 * Cumulative incidence of competing events of a cohort (Aalen-Johansen estimator): what share had left by each cause.
 *
 * <p>I_k(t) = sum over s up to t of S(s-) d_k(s) / n(s), S(t) = product of (1 - d(s) / n(s)), with n at risk and d_k
 * events of cause k. The incidences and S sum to 1. One minus Kaplan-Meier of one cause alone treats the others as
 * censored and overstates it: {@link #oneMinusKaplanMeier} is there to show by how much.
 */
public final class CumulativeIncidence {
    private final double[][] incidence;
    private final double[][] kaplanMeier;
    private final double[] survival;

    private CumulativeIncidence(int causes, int periods) {
        incidence = new double[causes][periods];
        kaplanMeier = new double[causes][periods];
        survival = new double[periods];
    }

    /**
     * Estimates the incidences.
     *
     * @param atRisk loans at risk at the start of each period
     * @param events events by cause and period; together at most the loans at risk
     */
    public static CumulativeIncidence of(long[] atRisk, long[][] events) {
        CumulativeIncidence result = new CumulativeIncidence(events.length, atRisk.length);
        double survival = 1;
        double[] sum = new double[events.length];
        double[] alone = new double[events.length];
        java.util.Arrays.fill(alone, 1);
        for (int t = 0; t < atRisk.length; t++) {
            double left = 0;
            for (int k = 0; k < events.length; k++) {
                double hazard = hazard(atRisk[t], events[k][t], t);
                left += hazard;
                sum[k] += survival * hazard;
                alone[k] *= 1 - hazard;
                result.incidence[k][t] = sum[k];
                result.kaplanMeier[k][t] = 1 - alone[k];
            }
            if (left > 1 + 1e-12) {
                throw new IllegalArgumentException(
                        "events must be at most the loans at risk, got a share of " + left + " in period " + t + ".");
            }
            survival *= 1 - left;
            result.survival[t] = survival;
        }
        return result;
    }

    private static double hazard(long atRisk, long events, int period) {
        if (events < 0 || events > atRisk) {
            throw new IllegalArgumentException("events must be in [0, loans at risk], got " + events + " of " + atRisk
                    + " in period " + period + ".");
        }
        return atRisk == 0 ? 0 : (double) events / atRisk;
    }

    /** Returns the cumulative incidence of a cause at the end of a period. */
    public double incidence(int cause, int period) {
        return incidence[cause][period];
    }

    /** Returns the share still there at the end of a period. */
    public double survival(int period) {
        return survival[period];
    }

    /** Returns one minus the Kaplan-Meier estimate that treats other causes as censoring; never below the incidence. */
    public double oneMinusKaplanMeier(int cause, int period) {
        return kaplanMeier[cause][period];
    }
}
