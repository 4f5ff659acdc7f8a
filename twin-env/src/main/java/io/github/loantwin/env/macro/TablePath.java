package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;
import java.util.Arrays;

/** Months read from a table, with optional VAR(1) deviations around them from month 0 on. */
final class TablePath implements MonthPath {
    private static final int N = VarModel.SIZE;
    private static final double[] NO_DRIFT = new double[N];

    private final MonthTable table;
    private final double noise;
    private final double[] transition;
    private final double[] cholesky;
    private final ShockDraws draws = new ShockDraws();
    private final double[] state = new double[N + 1];
    private final double[] scratch = new double[N];
    private long key;

    /** Creates a path without noise. */
    TablePath(MonthTable table) {
        this.table = table;
        this.noise = 0;
        this.transition = new double[0];
        this.cholesky = new double[0];
    }

    /** Creates a path with deviations of the model's ordinary (expansion) shocks times {@code noise}. */
    TablePath(MonthTable table, double noise, VarModel model) {
        this.table = table;
        this.noise = noise;
        this.transition = VarPath.flat(model.monthly().transition());
        this.cholesky = VarPath.flat(model.monthly().choleskyShock());
    }

    @Override
    public void reset(long newKey, int firstMonth, MacroConfig.StartRegime regime) {
        key = newKey;
        Arrays.fill(state, 0);
    }

    @Override
    public void next(int month, double[] out) {
        int index = table.index(month);
        state[N] = table.regimes()[index];
        System.arraycopy(table.rows()[index], 0, out, 0, SIZE);
        if (noise > 0 && month >= 0) {
            draws.draw(key, month);
            ShockDraws.step(transition, NO_DRIFT, cholesky, noise, draws.z, state, scratch);
            deviate(out);
        }
    }

    private void deviate(double[] out) {
        double rate = 0.01 * state[VarModel.RATE_3M];
        out[UNEMPLOYMENT] = Math.max(0.01, out[UNEMPLOYMENT] + 0.01 * state[VarModel.UNEMPLOYMENT]);
        out[GDP_FACTOR] *= PortableMath.exp(state[VarModel.GDP] / 1200);
        out[PRICE_FACTOR] *= PortableMath.exp(state[VarModel.INFLATION] / 1200);
        out[HPI_FACTOR] *= PortableMath.exp(state[VarModel.HPI] / 1200);
        out[RATE_3M] = Math.max(0, out[RATE_3M] + rate);
        out[RATE_10Y] = Math.max(0.003, out[RATE_10Y] + 0.5 * rate);
        out[MORTGAGE] = Math.max(0.01, out[MORTGAGE] + 0.5 * rate);
        out[SPREAD] = PortableMath.clamp(out[SPREAD] * PortableMath.exp(state[VarModel.LN_SPREAD]), 0.003, 0.1);
        out[LN_VIX_MAX] += state[VarModel.LN_VIX_MAX];
    }

    @Override
    public int regime() {
        return (int) state[N];
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
