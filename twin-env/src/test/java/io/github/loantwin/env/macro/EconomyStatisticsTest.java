package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.calendar.SimulationCalendar;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/**
 * Moments of the simulated economy against the model's exact ones; fixed keys, so every run gives the same verdict.
 *
 * <p>Bounds are five standard errors over independent episodes: false-alarm probability below 6e-7 a comparison by the
 * normal approximation, below 1e-4 for a whole test.
 */
class EconomyStatisticsTest {
    private static final int N = VarModel.SIZE;
    private static final int EPISODES = 6000;
    private static final double Z = 5;

    private final VarModel model = ModelLibrary.load("us-1990-2025");

    /** Latent states at month 0 and month 1 of independent episodes. */
    private double[][][] episodes(int months) {
        VarPath path = new VarPath(model, Economy.HISTORY_MONTHS);
        double[] out = new double[MonthPath.SIZE];
        double[][][] x = new double[2][EPISODES][N];
        for (int e = 0; e < EPISODES; e++) {
            path.reset(e, -Economy.HISTORY_MONTHS, MacroConfig.StartRegime.STATIONARY);
            for (int month = -Economy.HISTORY_MONTHS; month <= months; month++) {
                path.next(month, out);
                if (month >= months - 1) {
                    for (int i = 0; i < N; i++) {
                        x[month - months + 1][e][i] = path.latent(i);
                    }
                }
            }
        }
        return x;
    }

    @Test
    void stationaryMomentsAndAutocorrelation() {
        double[][][] x = episodes(24);
        RealMatrix exact = covariance();
        RealMatrix lagged = laggedCovariance();
        double[] mean = overallMean();
        for (int i = 0; i < N; i++) {
            double sd = Math.sqrt(exact.getEntry(i, i));
            double m = 0;
            for (double[] row : x[1]) {
                m += row[i] / EPISODES;
            }
            assertEquals(mean[i], m, Z * sd / Math.sqrt(EPISODES), VarModel.VARIABLES.get(i) + " mean");
            for (int j = 0; j < N; j++) {
                String pair = VarModel.VARIABLES.get(i) + " with " + VarModel.VARIABLES.get(j);
                assertMoment(exact.getEntry(i, j), x[1], x[1], i, j, mean, pair + " now");
                assertMoment(lagged.getEntry(i, j), x[1], x[0], i, j, mean, pair + " a month before");
            }
        }
    }

    /** The product's own sampling deviation gives the standard error, so heavy tails widen the bound. */
    private static void assertMoment(
            double exact, double[][] a, double[][] b, int i, int j, double[] mean, String label) {
        double sum = 0;
        double squares = 0;
        for (int e = 0; e < a.length; e++) {
            double product = (a[e][i] - mean[i]) * (b[e][j] - mean[j]);
            sum += product;
            squares += product * product;
        }
        double estimate = sum / a.length;
        double error = Math.sqrt((squares / a.length - estimate * estimate) / a.length);
        assertEquals(exact, estimate, Z * error, label);
    }

    private double[] overallMean() {
        double[] mean = new double[N];
        for (int r = 0; r < Regime.COUNT; r++) {
            for (int i = 0; i < N; i++) {
                mean[i] += model.monthly().regimeShare()[r] * model.monthly().regimeMean()[r][i];
            }
        }
        return mean;
    }

    private RealMatrix secondMoment(int r) {
        RealMatrix l = MatrixUtils.createRealMatrix(model.monthly().choleskyRegime()[r]);
        RealMatrix m = MatrixUtils.createColumnRealMatrix(model.monthly().regimeMean()[r]);
        return l.multiply(l.transpose()).add(m.multiply(m.transpose()));
    }

    private RealMatrix covariance() {
        RealMatrix second = new Array2DRowRealMatrix(N, N);
        for (int r = 0; r < Regime.COUNT; r++) {
            second = second.add(secondMoment(r).scalarMultiply(model.monthly().regimeShare()[r]));
        }
        RealMatrix m = MatrixUtils.createColumnRealMatrix(overallMean());
        return second.subtract(m.multiply(m.transpose()));
    }

    /** E x[m] x[m-1]' = sum over R', R of pi(R') P(R', R) (drift[R] m[R']' + A E[x x' | R']). */
    private RealMatrix laggedCovariance() {
        RealMatrix a = MatrixUtils.createRealMatrix(model.monthly().transition());
        RealMatrix second = new Array2DRowRealMatrix(N, N);
        for (int from = 0; from < Regime.COUNT; from++) {
            RealMatrix mean = MatrixUtils.createRowRealMatrix(model.monthly().regimeMean()[from]);
            for (int to = 0; to < Regime.COUNT; to++) {
                RealMatrix drift =
                        MatrixUtils.createColumnRealMatrix(model.monthly().drift()[to]);
                double chance =
                        model.monthly().regimeShare()[from] * model.regimes().transition()[from][to];
                second = second.add(
                        drift.multiply(mean).add(a.multiply(secondMoment(from))).scalarMultiply(chance));
            }
        }
        RealMatrix m = MatrixUtils.createColumnRealMatrix(overallMean());
        return second.subtract(m.multiply(m.transpose()));
    }

    /** A stay in a regime lasts k months with chance p^(k-1) (1-p): mean, variance and the chance of one year or more. */
    @Test
    void regimeStaysAreGeometric() {
        VarPath path = new VarPath(model, Economy.HISTORY_MONTHS);
        double[] out = new double[MonthPath.SIZE];
        path.reset(77, -Economy.HISTORY_MONTHS, MacroConfig.StartRegime.STATIONARY);
        double[] n = new double[Regime.COUNT];
        double[] sum = new double[Regime.COUNT];
        double[] atLeastYear = new double[Regime.COUNT];
        double[] months = new double[Regime.COUNT];
        int stay = 0;
        int regime = -1;
        for (int month = -Economy.HISTORY_MONTHS; month < 400_000; month++) {
            path.next(month, out);
            if (path.regime() != regime) {
                if (regime >= 0) {
                    n[regime]++;
                    sum[regime] += stay;
                    atLeastYear[regime] += stay >= 12 ? 1 : 0;
                }
                regime = path.regime();
                stay = 0;
            }
            stay++;
            months[regime]++;
        }
        for (int r = 0; r < Regime.COUNT; r++) {
            double p = model.regimes().transition()[r][r];
            assertEquals(1 / (1 - p), sum[r] / n[r], Z * Math.sqrt(p) / (1 - p) / Math.sqrt(n[r]), "mean stay");
            double year = Math.pow(p, 11);
            assertEquals(year, atLeastYear[r] / n[r], Z * Math.sqrt(year * (1 - year) / n[r]), "stay of a year");
        }
        assertEquals(model.monthly().regimeShare()[2], months[2] / 400_060, 0.005);
    }

    /** D2: true values leave their domain or the observation's bounds in under 1 % of months, rates and VIX apart. */
    @Test
    void boundsAreSeldomLeft() {
        Economy economy = MacroFixtures.economy(MacroFixtures.config("var"));
        int[] out = new int[5];
        int months = 0;
        VarPath latent = new VarPath(model, Economy.HISTORY_MONTHS);
        double[] row = new double[MonthPath.SIZE];
        for (int seed = 0; seed < 2000; seed++) {
            MacroFixtures.walk(economy, seed, 0);
            latent.reset(seed, -Economy.HISTORY_MONTHS, MacroConfig.StartRegime.STATIONARY);
            for (int month = -Economy.HISTORY_MONTHS; month <= 0; month++) {
                latent.next(month, row);
                double u = latent.latent(VarModel.UNEMPLOYMENT);
                double spread = StrictMath.exp(latent.latent(VarModel.LN_SPREAD));
                out[0] += u > 16 ? 1 : 0;
                out[1] += spread < 0.6 || spread > 8 ? 1 : 0;
                months++;
            }
            for (int ago = 0; ago < 36; ago++) {
                out[2] += outside(economy.history(MacroSeries.GDP_GROWTH_4Q, ago), -0.1, 0.1) * 61 / 36;
                out[3] += outside(economy.history(MacroSeries.INFLATION_4Q, ago), 0, 0.1);
            }
            double threeYears = economy.history(MacroSeries.HPI, 0) / economy.history(MacroSeries.HPI, 36);
            out[4] += outside(threeYears, 0.5, 2);
        }
        assertTrue(out[0] < 0.01 * months, "unemployment " + out[0]);
        assertTrue(out[1] < 0.01 * months, "spread " + out[1]);
        assertTrue(out[2] < 0.01 * months, "output " + out[2]);
        assertTrue(out[3] < 0.01 * 2000 * 36, "inflation " + out[3]);
        assertTrue(out[4] < 0.01 * 2000, "house prices " + out[4]);
    }

    private static int outside(double value, double low, double high) {
        return value < low || value > high ? 1 : 0;
    }

    /**
     * Credit model C3.1, daily closes 1990-2024: mean 19.5, log mean 2.905 and sd 0.346, autocorrelation 0.981, daily log
     * change 6.7 %. Bounds are the model's tolerance, not sampling error: 1,500 independent years.
     */
    @Test
    void volatilityIndexHasItsDailyMoments() {
        Economy economy = MacroFixtures.economy(MacroFixtures.config("var"));
        SimulationCalendar calendar = MacroFixtures.calendar();
        double n = 0;
        double level = 0;
        double sum = 0;
        double squares = 0;
        double changes = 0;
        for (int seed = 0; seed < 1500; seed++) {
            economy.reset(seed, MacroConfig.StartRegime.STATIONARY);
            double last = StrictMath.log(economy.vix());
            for (int day = 1; day < 365; day++) {
                economy.startDay(day);
                if (!calendar.isWeekend(day)) {
                    double log = StrictMath.log(economy.vix());
                    n++;
                    level += economy.vix();
                    sum += log;
                    squares += log * log;
                    changes += (log - last) * (log - last);
                    last = log;
                }
            }
        }
        double mean = sum / n;
        double variance = squares / n - mean * mean;
        assertEquals(19.5, level / n, 1.0);
        assertEquals(2.905, mean, 0.05);
        assertEquals(0.346, Math.sqrt(variance), 0.04);
        assertEquals(0.067, Math.sqrt(changes / n), 0.01);
        assertEquals(0.981, 1 - changes / n / 2 / variance, 0.008);
    }
}
