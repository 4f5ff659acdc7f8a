package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The month's kernel against a slow twin written from the formula, bit for bit, with draws by the public door. */
class VarPathTwinTest {
    private final VarModel model = ModelLibrary.load("us-1990-2025");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void monthEqualsTheFormula(long key) {
        VarPath path = new VarPath(model, Economy.HISTORY_MONTHS);
        double[] out = new double[MonthPath.SIZE];
        path.reset(key, -Economy.HISTORY_MONTHS, MacroConfig.StartRegime.STATIONARY);
        for (int month = -Economy.HISTORY_MONTHS; month < 120; month++) {
            double[] before = path.state().clone();
            path.next(month, out);
            double[] expected = step(before, path.regime(), key, month);
            for (int i = 0; i < VarModel.SIZE; i++) {
                assertEquals(expected[i], path.latent(i), "month " + month + " " + VarModel.VARIABLES.get(i));
            }
        }
    }

    private double[] step(double[] x, int regime, long key, int month) {
        Draws draws = new Draws(key);
        double[] z = new double[VarModel.SIZE + 1];
        for (int i = 0; i < z.length; i++) {
            draws.at(Stream.MACRO_SHOCK, i / 2, month);
            z[i] = PortableMath.normalQuantile(i % 2 == 0 ? draws.first() : draws.second());
        }
        double[] next = new double[VarModel.SIZE];
        for (int i = 0; i < VarModel.SIZE; i++) {
            double mean = model.monthly().drift()[regime][i];
            double shock = 0;
            for (int j = 0; j < VarModel.SIZE; j++) {
                mean += model.monthly().transition()[i][j] * x[j];
                shock += model.monthly().choleskyShock()[i][j] * z[j];
            }
            next[i] = mean + Math.sqrt(model.regimes().shockMultiplier()[regime]) * shock;
        }
        return next;
    }
}
