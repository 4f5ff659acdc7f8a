package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** Computes the stored monthly law again from the quarterly VAR(1) and the regimes' targets, by another road. */
class VarCompilationTest {
    private static final int N = VarModel.SIZE;
    private static final int R = Regime.COUNT;

    private final VarModel model = ModelLibrary.load("us-1990-2025");
    private final RealMatrix quarterly =
            MatrixUtils.createRealMatrix(model.quarterly().transition());
    private final RealMatrix shocks =
            MatrixUtils.createRealMatrix(model.quarterly().shockCovariance());
    private final RealMatrix monthly =
            MatrixUtils.createRealMatrix(model.monthly().transition());

    /** Credit model C3.1: stationary means and standard deviations as the reference prints them, three decimals. */
    @Test
    void quarterlyReferenceHasItsPublishedMoments() {
        double[] mean = {2.284, 5.5119, 2.2947, 2.491, 3.3108, 0.5039, 3.2164};
        double[] sd = {1.9162, 1.5934, 2.3544, 2.1294, 6.836, 0.3815, 0.3573};
        double[] mu = mean().toArray();
        RealMatrix g = stationary(quarterly, shocks);
        for (int i = 0; i < N; i++) {
            assertEquals(mean[i], mu[i], 1e-3);
            assertEquals(sd[i], Math.sqrt(g.getEntry(i, i)), 1e-3);
        }
    }

    /** Three monthly steps make one quarterly step, in the matrix and in the shocks' covariance (regimes apart). */
    @Test
    void threeMonthsMakeOneQuarter() {
        RealMatrix square = monthly.multiply(monthly);
        assertClose(quarterly, square.multiply(monthly), 1e-12);
        RealMatrix s = monthlyShocks();
        RealMatrix sum = s.add(monthly.multiply(s).multiply(monthly.transpose()))
                .add(square.multiply(s).multiply(square.transpose()));
        RealMatrix symmetric = shocks.add(shocks.transpose()).scalarMultiply(0.5);
        assertClose(symmetric, sum, 1e-9);
    }

    /** The transition is the principal cube root: its eigenvalues' moduli are the cube roots, arguments a third. */
    @Test
    void transitionIsThePrincipalRoot() {
        EigenDecomposition eigen = new EigenDecomposition(quarterly);
        RealMatrix v = eigen.getV();
        RealMatrix d = eigen.getD();
        RealMatrix root = new Array2DRowRealMatrix(N, N);
        for (int i = 0; i < N; i++) {
            double im = i + 1 < N ? d.getEntry(i, i + 1) : 0;
            if (im == 0) {
                root.setEntry(i, i, Math.cbrt(d.getEntry(i, i)));
                continue;
            }
            double modulus = Math.cbrt(Math.hypot(d.getEntry(i, i), im));
            double angle = Math.atan2(im, d.getEntry(i, i)) / 3;
            root.setEntry(i, i, modulus * Math.cos(angle));
            root.setEntry(i + 1, i + 1, modulus * Math.cos(angle));
            root.setEntry(i, i + 1, modulus * Math.sin(angle));
            root.setEntry(i + 1, i, -modulus * Math.sin(angle));
            i++;
        }
        assertClose(v.multiply(root).multiply(MatrixUtils.inverse(v)), monthly, 1e-10);
    }

    @Test
    void choleskyBelongsToTheScaledShocks() {
        double[] scale = model.regimes().shockScale();
        RealMatrix d = MatrixUtils.createRealDiagonalMatrix(scale);
        RealMatrix expected = d.multiply(monthlyShocks()).multiply(d);
        RealMatrix l = MatrixUtils.createRealMatrix(model.monthly().choleskyShock());
        assertClose(expected, l.multiply(l.transpose()), 1e-9);
        assertClose(new CholeskyDecomposition(expected, 1e-9, 1e-12).getL(), l, 1e-6);
    }

    /** Means by regime follow from targets and strengths; drifts from m[R] = drift[R] + A sum over R' of P(R'|R) m[R']. */
    @Test
    void meansAndDriftsFollowFromTheTargets() {
        double[] share = model.monthly().regimeShare();
        RealMatrix forward = MatrixUtils.createRealMatrix(model.regimes().transition());
        assertClose(new ArrayRealVector(share), forward.preMultiply(new ArrayRealVector(share)), 1e-12);
        double[][] mean = expectedMeans();
        assertClose(
                MatrixUtils.createRealMatrix(mean),
                MatrixUtils.createRealMatrix(model.monthly().regimeMean()),
                1e-6);
        RealMatrix before =
                backward().multiply(MatrixUtils.createRealMatrix(model.monthly().regimeMean()));
        for (int r = 0; r < R; r++) {
            RealVector drift = MatrixUtils.createRealVector(model.monthly().regimeMean()[r])
                    .subtract(monthly.operate(before.getRowVector(r)));
            assertClose(drift, new ArrayRealVector(model.monthly().drift()[r]), 1e-12);
        }
    }

    /** The stored start law is the stationary one: covariances by regime reproduce themselves after one month. */
    @Test
    void regimeCovariancesAreStationary() {
        RealMatrix l = MatrixUtils.createRealMatrix(model.monthly().choleskyShock());
        RealMatrix s = l.multiply(l.transpose());
        for (int r = 0; r < R; r++) {
            RealVector drift = new ArrayRealVector(model.monthly().drift()[r]);
            RealMatrix second =
                    s.scalarMultiply(model.regimes().shockMultiplier()[r]).add(drift.outerProduct(drift));
            for (int from = 0; from < R; from++) {
                RealVector moved =
                        monthly.operate(new ArrayRealVector(model.monthly().regimeMean()[from]));
                RealMatrix cross = drift.outerProduct(moved);
                second = second.add(monthly.multiply(secondMoment(from))
                        .multiply(monthly.transpose())
                        .add(cross)
                        .add(cross.transpose())
                        .scalarMultiply(backward().getEntry(r, from)));
            }
            assertClose(second, secondMoment(r), 1e-7);
        }
    }

    /** Standard deviations over all regimes are the fitted VAR's within 1e-3, except unemployment's 2.0. */
    @Test
    void regimesLeaveTheFittedVariances() {
        RealMatrix g = stationary(quarterly, shocks);
        double[] mu = mean().toArray();
        for (int i = 0; i < N; i++) {
            double m = 0;
            double second = 0;
            for (int r = 0; r < R; r++) {
                m += model.monthly().regimeShare()[r] * model.monthly().regimeMean()[r][i];
                second += model.monthly().regimeShare()[r] * secondMoment(r).getEntry(i, i);
            }
            double sd = Math.sqrt(second - m * m);
            assertEquals(mu[i], m, 1e-9);
            assertEquals(i == VarModel.UNEMPLOYMENT ? 2.007 : Math.sqrt(g.getEntry(i, i)), sd, 1e-3);
        }
    }

    private RealVector mean() {
        RealMatrix left = MatrixUtils.createRealIdentityMatrix(N).subtract(quarterly);
        return new LUDecomposition(left)
                .getSolver()
                .solve(new ArrayRealVector(model.quarterly().intercept()));
    }

    private RealMatrix monthlyShocks() {
        RealMatrix g = stationary(quarterly, shocks);
        return g.subtract(monthly.multiply(g).multiply(monthly.transpose()));
    }

    /** Discrete Lyapunov equation by doubling: G = sum of A^k S A'^k. */
    private static RealMatrix stationary(RealMatrix a, RealMatrix s) {
        RealMatrix g = s.add(s.transpose()).scalarMultiply(0.5);
        RealMatrix power = a;
        for (int k = 0; k < 12; k++) {
            g = g.add(power.multiply(g).multiply(power.transpose()));
            power = power.multiply(power);
        }
        return g;
    }

    private RealMatrix backward() {
        double[] share = model.monthly().regimeShare();
        RealMatrix b = new Array2DRowRealMatrix(R, R);
        for (int to = 0; to < R; to++) {
            for (int from = 0; from < R; from++) {
                b.setEntry(to, from, share[from] * model.regimes().transition()[from][to] / share[to]);
            }
        }
        return b;
    }

    private RealMatrix secondMoment(int regime) {
        RealMatrix l = MatrixUtils.createRealMatrix(model.monthly().choleskyRegime()[regime]);
        RealVector m = new ArrayRealVector(model.monthly().regimeMean()[regime]);
        return l.multiply(l.transpose()).add(m.outerProduct(m));
    }

    private double[][] expectedMeans() {
        double[] share = model.monthly().regimeShare();
        double[] strength = model.regimes().strength();
        double[] mu = mean().toArray();
        double[][] mean = new double[R][N];
        for (int i = 0; i < N; i++) {
            double[] level = i == VarModel.UNEMPLOYMENT ? unemploymentLevels() : targets(i);
            double overall = 0;
            for (int r = 0; r < R; r++) {
                overall += share[r] * level[r];
            }
            for (int r = 0; r < R; r++) {
                mean[r][i] = mu[i] + strength[i] * (level[r] - overall);
            }
        }
        return mean;
    }

    private double[] targets(int variable) {
        double[] level = new double[R];
        boolean log = variable == VarModel.LN_SPREAD || variable == VarModel.LN_VIX_MAX;
        for (int r = 0; r < R; r++) {
            double target = model.regimes().target()[r][variable];
            level[r] = log ? Math.log(target) : target;
        }
        return level;
    }

    /** Levels whose expected monthly change in each regime is a third of the quarterly target, up to a constant. */
    private double[] unemploymentLevels() {
        double[] share = model.monthly().regimeShare();
        RealMatrix left = MatrixUtils.createRealIdentityMatrix(R).subtract(backward());
        double[] change = new double[R];
        double sum = 0;
        for (int r = 0; r < R; r++) {
            change[r] = model.regimes().target()[r][VarModel.UNEMPLOYMENT] / 3;
            sum += share[r] * change[r];
        }
        assertEquals(0, sum, 1e-6, "changes must balance");
        left.setRow(0, share);
        change[0] = 0;
        return new LUDecomposition(left)
                .getSolver()
                .solve(new ArrayRealVector(change))
                .toArray();
    }

    private static void assertClose(RealMatrix expected, RealMatrix actual, double tolerance) {
        double gap = expected.subtract(actual).getNorm();
        assertTrue(gap <= tolerance, "largest gap " + gap);
    }

    private static void assertClose(RealVector expected, RealVector actual, double tolerance) {
        assertEquals(0, expected.subtract(actual).getNorm(), tolerance);
    }
}
