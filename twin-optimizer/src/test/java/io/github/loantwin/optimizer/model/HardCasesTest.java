package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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

    /** Deviations 0.2 and 0.1 at correlation 1: the portfolio's is 0.1 + 0.1 a, so a = 10 sqrt(V) - 1; V below 0.01 is impossible. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.0121, 0.02, 0.04})
    void correlationOne(double variance) {
        double[][] covariance = {{0.04, 0.02}, {0.02, 0.01}};
        Assets assets = new Assets(List.of("a", "b"), new double[] {0.1, 0.02}, covariance);
        assertEquals(10 * Math.sqrt(variance) - 1, best(assets, variance).weights()[0], 1e-7);
        Allocation below = new Allocator(assets, Limits.NONE.withVariance(0.0099)).maximumReturn();
        assertEquals(SolveStatus.INFEASIBLE, below.status());
        assertEquals(0.01, below.conflicts().get(0).needed(), 1e-8);
    }

    /** a and b hedge each other exactly, in halves: a riskless mixture under a singular covariance. */
    @Test
    void perfectHedge() {
        double[][] covariance = {{0.04, -0.04, 0}, {-0.04, 0.04, 0}, {0, 0, 0.01}};
        Assets assets = new Assets(List.of("a", "b", "c"), new double[] {0.05, 0.05, 0.1}, covariance);
        Allocation least = new Allocator(assets, Limits.NONE).minimumVariance();
        assertEquals(SolveStatus.OPTIMAL, least.status());
        assertArrayEquals(new double[] {0.5, 0.5, 0}, least.weights(), 1e-5);
        double[] weights = best(assets, 0.0025).weights(); // 0.01 c^2 = 0.0025
        assertArrayEquals(new double[] {0.25, 0.25, 0.5}, weights, 1e-6);
    }

    /** Equal returns: every portfolio within the variance limit is optimal, and the value is theirs. */
    @Test
    void everyPortfolioIsOptimal() {
        Assets some = RandomAssets.of(7, 12);
        double[] same = new double[12];
        Arrays.fill(same, 0.07);
        Assets tied = new Assets(some.names(), same, some.covariance());
        double least = new Allocator(tied, Limits.NONE).minimumVariance().variance();
        Allocation best = best(tied, 1.5 * least);
        assertEquals(0.07, best.expectedReturn(), 1e-10);
        assertEquals(0, best.binding().size());
    }

    /** Uncorrelated, variance i / 1000 for asset i = 1..1000: weights as 1 / i, the least variance 1 / (1000 H_1000). */
    @Test
    void thousandAssets() {
        int n = 1000;
        double[][] covariance = new double[n][n];
        double harmonic = 0;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            covariance[i][i] = (i + 1) / 1000.0;
            harmonic += 1.0 / (i + 1);
            names.add("asset " + i);
        }
        Allocation least = new Allocator(new Assets(names, new double[n], covariance), Limits.NONE).minimumVariance();
        assertEquals(SolveStatus.OPTIMAL, least.status());
        assertEquals(1 / (1000 * harmonic), least.variance(), 1e-8 / (1000 * harmonic));
        for (int i = 0; i < n; i += 111) {
            assertEquals(1 / (harmonic * (i + 1)), least.weights()[i], 1e-8);
        }
    }

    /** A floor equal to its cap, and caps that just hold the budget: the only portfolio is the answer. */
    @Test
    void limitsThatLeaveOnePortfolio() {
        Assets assets = RandomAssets.of(11, 4);
        OptionalDouble half = OptionalDouble.of(0.5);
        Limits only = new Limits(
                OptionalDouble.empty(),
                OptionalDouble.of(0.25),
                List.of(new GroupLimit("two", List.of("asset 0", "asset 1"), half, half)));
        Allocation best = new Allocator(assets, only).maximumReturn();
        assertEquals(SolveStatus.OPTIMAL, best.status());
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, best.weights(), 1e-8);
        Allocation least = new Allocator(assets, only).minimumVariance();
        assertEquals(SolveStatus.OPTIMAL, least.status());
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, least.weights(), 1e-8);
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
