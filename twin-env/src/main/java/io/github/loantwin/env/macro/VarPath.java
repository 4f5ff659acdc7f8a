package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Philox;
import io.github.loantwin.env.random.Stream;

/** Months drawn from the regime-switching VAR(1), every draw keyed to (key, stream, pair of variables, month). */
final class VarPath implements MonthPath {
    private static final int N = VarModel.SIZE;
    private static final int TEN_YEAR = N;
    private static final int MORTGAGE_RESIDUAL = N + 1;
    private static final int REGIME = N + 2;
    private static final double PERCENT = 0.01;

    private final VarModel.Yields yields;
    private final VarModel.Domain domain;
    private final ShockDraws draws;
    private final double[] transition;
    private final double[] cholesky;
    private final double[][] drift;
    private final double[] shockSd = new double[Regime.COUNT];
    private final double[][] forward;
    private final double[][] backward = new double[Regime.COUNT][Regime.COUNT];
    private final VarModel.Monthly monthly;
    private final double tenYearShockSd;
    private final double mortgageShockSd;

    private final Philox philox = new Philox();
    private final double[] state = new double[N + 3];
    private final double[] scratch = new double[N];
    private final int[] history;
    private int historyStart;
    private long key;

    VarPath(VarModel model, int historyMonths) {
        this.monthly = model.monthly();
        this.yields = model.yields();
        this.domain = model.domain();
        this.draws = new ShockDraws();
        this.transition = flat(monthly.transition());
        this.cholesky = flat(monthly.choleskyShock());
        this.drift = monthly.drift();
        this.forward = model.regimes().transition();
        this.history = new int[historyMonths + 2];
        double[] share = monthly.regimeShare();
        for (int to = 0; to < Regime.COUNT; to++) {
            shockSd[to] = Math.sqrt(model.regimes().shockMultiplier()[to]);
            for (int from = 0; from < Regime.COUNT; from++) {
                backward[to][from] = share[from] * forward[from][to] / share[to];
            }
        }
        this.tenYearShockSd =
                innovation(yields.tenYear().residualSd(), yields.tenYear().residualAutocorrelation());
        this.mortgageShockSd =
                innovation(yields.mortgage().residualSd(), yields.mortgage().residualAutocorrelation());
    }

    private static double innovation(double sd, double autocorrelation) {
        return sd * Math.sqrt(1 - autocorrelation * autocorrelation);
    }

    static double[] flat(double[][] matrix) {
        double[] flat = new double[N * N];
        for (int i = 0; i < N; i++) {
            System.arraycopy(matrix[i], 0, flat, i * N, N);
        }
        return flat;
    }

    /** Draws the regimes of history backwards from day 0's, then the state before it from its law given the regime. */
    @Override
    public void reset(long newKey, int firstMonth, MacroConfig.StartRegime start) {
        key = newKey;
        historyStart = firstMonth - 1;
        int last = -historyStart;
        history[last] =
                start == MacroConfig.StartRegime.STATIONARY ? pick(monthly.regimeShare(), 0) : start.ordinal() - 1;
        for (int i = last - 1; i >= 0; i--) {
            history[i] = pick(backward[history[i + 1]], historyStart + i);
        }
        state[REGIME] = history[0];
        drawStart(history[0]);
    }

    private void drawStart(int regime) {
        draws.draw(key, historyStart);
        double[][] factor = monthly.choleskyRegime()[regime];
        for (int i = 0; i < N; i++) {
            double value = monthly.regimeMean()[regime][i];
            for (int j = 0; j <= i; j++) {
                value += factor[i][j] * draws.z[j];
            }
            state[i] = value;
        }
        state[TEN_YEAR] = yields.tenYear().residualSd() * draws.z[N];
        state[MORTGAGE_RESIDUAL] = yields.mortgage().residualSd() * draws.z[N + 1];
    }

    private int pick(double[] chances, int month) {
        philox.block(key, 0, ShockDraws.counter(Stream.MACRO_REGIME, month));
        double u = philox.uniformLow();
        if (u < chances[0]) {
            return 0;
        }
        return u < chances[0] + chances[1] ? 1 : 2;
    }

    @Override
    public void next(int month, double[] out) {
        int regime = month <= 0 ? history[month - historyStart] : pick(forward[(int) state[REGIME]], month);
        state[REGIME] = regime;
        draws.draw(key, month);
        ShockDraws.step(transition, drift[regime], cholesky, shockSd[regime], draws.z, state, scratch);
        state[TEN_YEAR] = yields.tenYear().residualAutocorrelation() * state[TEN_YEAR] + tenYearShockSd * draws.z[N];
        state[MORTGAGE_RESIDUAL] = yields.mortgage().residualAutocorrelation() * state[MORTGAGE_RESIDUAL]
                + mortgageShockSd * draws.z[N + 1];
        write(out);
    }

    private void write(double[] out) {
        double rate3m = PortableMath.clamp(state[VarModel.RATE_3M], domain.rate3m()[0], domain.rate3m()[1]);
        double unemployment = unemployment(state[VarModel.UNEMPLOYMENT]);
        double spread =
                PortableMath.clamp(PortableMath.exp(state[VarModel.LN_SPREAD]), domain.spread()[0], domain.spread()[1]);
        double tenYear = Math.max(0.3, yields.tenYear().value(rate3m, unemployment, state[TEN_YEAR]));
        double mortgage = yields.mortgage().value(tenYear, spread, state[MORTGAGE_RESIDUAL]);
        out[UNEMPLOYMENT] = PERCENT * unemployment;
        out[GDP_FACTOR] = monthFactor(state[VarModel.GDP]);
        out[PRICE_FACTOR] =
                monthFactor(softFloor(state[VarModel.INFLATION], domain.kneeInflation(), domain.floorInflation()));
        out[HPI_FACTOR] = PortableMath.exp(state[VarModel.HPI] / 1200);
        out[RATE_3M] = PERCENT * rate3m;
        out[RATE_10Y] = PERCENT * tenYear;
        out[MORTGAGE] = PERCENT * Math.max(mortgage, tenYear + 0.5);
        out[PRIME_SPREAD] = PERCENT * yields.primeOverRate3m();
        out[SPREAD] = PERCENT * spread;
        out[LN_VIX_MAX] = state[VarModel.LN_VIX_MAX];
    }

    /** Returns the factor of a month whose annualised growth is the given percentage, not below -60 %. */
    static double monthFactor(double annualPercent) {
        return PortableMath.exp(PortableMath.log(1 + PERCENT * Math.max(annualPercent, -60)) / 12);
    }

    private double unemployment(double x) {
        return Math.min(softFloor(x, domain.kneeUnemployment(), domain.unemployment()[0]), domain.unemployment()[1]);
    }

    /** Returns x above the knee; below it, a smooth curve that approaches the floor. */
    private static double softFloor(double x, double knee, double floor) {
        if (x >= knee) {
            return x;
        }
        double depth = knee - floor;
        return knee - depth * (1 - PortableMath.exp(-(knee - x) / depth));
    }

    /** Returns the unclipped state of the VAR, percent; for tests. */
    double latent(int variable) {
        return state[variable];
    }

    @Override
    public int regime() {
        return (int) state[REGIME];
    }

    @Override
    public void rekey(long newKey) {
        key = newKey;
    }

    @Override
    public double[] state() {
        return state;
    }
}
