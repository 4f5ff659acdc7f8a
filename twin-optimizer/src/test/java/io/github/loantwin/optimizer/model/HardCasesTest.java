package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Covariances and scales that trip optimizers, with answers by hand. */
class HardCasesTest {
    private static Allocation best(Assets assets, double variance) {
        Allocation best = new Allocator(assets, Limits.NONE.withVariance(variance)).maximumReturn();
        assertEquals(SolveStatus.OPTIMAL, best.status());
        return best;
    }

    /** Beside a riskless asset the risky one is held up to sqrt(V / 0.04); at V = 0 not at all. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-14, 1e-10, 1e-6, 1e-4, 0.01})
    void assetWithoutVariance(double variance) {
        double[][] covariance = {{0.04, 0}, {0, 0}};
        Assets assets = new Assets(List.of("risky", "riskless"), new double[] {0.1, 0.02}, covariance);
        assertEquals(Math.sqrt(variance / 0.04), best(assets, variance).weights()[0], 1e-9);
    }

    /** Equal variances 0.04 at correlation rho: the least variance is 0.02 (1 + rho). */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-6, 1e-10})
    void correlationNearlyOne(double below) {
        double rho = 1 - below;
        double[][] covariance = {{0.04, 0.04 * rho}, {0.04 * rho, 0.04}};
        Assets assets = new Assets(List.of("a", "b"), new double[] {0.1, 0.02}, covariance);
        assertEquals(
                0.02 * (1 + rho),
                new Allocator(assets, Limits.NONE).minimumVariance().variance(),
                1e-12);
        assertArrayEquals(new double[] {1, 0}, best(assets, 0.05).weights(), 1e-8);
    }

    /** Twice the same asset, s together: 0.04 s^2 + 0.01 (1 - s)^2 = 0.02 at s = (0.02 + sqrt(0.0024)) / 0.1. */
    @Test
    void duplicateAssets() {
        double[][] covariance = {{0.04, 0.04, 0}, {0.04, 0.04, 0}, {0, 0, 0.01}};
        Assets assets = new Assets(List.of("a", "again", "c"), new double[] {0.1, 0.1, 0.02}, covariance);
        double[] weights = best(assets, 0.02).weights();
        assertEquals((0.02 + Math.sqrt(0.0024)) / 0.1, weights[0] + weights[1], 1e-9);
    }

    @Test
    void oneAsset() {
        Assets one = new Assets(List.of("a"), new double[] {0.1}, new double[][] {{0.04}});
        assertEquals(1, best(one, 0.04).weights()[0], 1e-9);
        assertEquals(1, best(one, 0.05).weights()[0], 1e-9);
        assertEquals(1, new Allocator(one, Limits.NONE).maximumSharpe(0.02).weights()[0], 1e-9);
    }

    /** Variances in other units change no weight. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 1e3, 1e9})
    void unitsOfVariance(double scale) {
        Assets assets = RandomAssets.of(3, 8);
        double least = new Allocator(assets, Limits.NONE).minimumVariance().variance();
        double[][] scaled = new double[8][8];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                scaled[i][j] = scale * assets.covariance()[i][j];
            }
        }
        Assets other = new Assets(assets.names(), assets.returns(), scaled);
        Allocation before = best(assets, 1.2 * least);
        Allocation after = best(other, 1.2 * least * scale);
        assertEquals(before.expectedReturn(), after.expectedReturn(), 1e-8 * before.expectedReturn());
        assertArrayEquals(
                before.weights(), after.weights(), 1e-6); // weights are known to the root of the objective's error
    }
}
