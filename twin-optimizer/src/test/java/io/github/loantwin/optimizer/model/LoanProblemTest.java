package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The loan-allocation model on the demo data of configs/optimizer/loan-allocation.yaml. */
class LoanProblemTest {
    private static final Path FILE =
            Path.of(System.getProperty("loantwin.root", ".."), "configs", "optimizer", "loan-allocation.yaml");
    private static final LoanProblem DEMO = read();

    private static LoanProblem read() {
        try {
            return ProblemFile.read(FILE, LoanProblem.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LoanProblem withFloor(double floor) {
        Limits limits = DEMO.limits();
        GroupLimit group = new GroupLimit(
                "low-risk floor", List.of("mortgage", "auto"), OptionalDouble.of(floor), OptionalDouble.empty());
        return DEMO.withLimits(new Limits(limits.variance(), limits.cap(), List.of(group)));
    }

    /** By hand: 0.04 * 0.99 - 0.01 * 0.5 = 0.0346, ..., 0.18 * 0.9 - 0.1 * 0.5 = 0.112. */
    @Test
    void expectedReturns() {
        assertArrayEquals(
                new double[] {0.0346, 0.089, 0.0626, 0.098, 0.112},
                DEMO.assets().returns(),
                1e-15);
    }

    /** The scale was chosen so that this mix has a standard deviation of 4.2 %. */
    @Test
    void scaleOfTheDemo() {
        double[] mix = {0.20, 0.15, 0.25, 0.25, 0.15};
        assertEquals(0.042, Math.sqrt(DEMO.assets().variance(mix)), 1e-12);
    }

    /** Values found with another program on the same instance. */
    @Test
    void optimumOfTheDemo() {
        Allocation optimum = DEMO.solve();
        assertTrue(optimum.optimal());
        assertArrayEquals(new double[] {0.062573, 0.300000, 0.294475, 0.180103, 0.162849}, optimum.weights(), 1e-6);
        assertEquals(0.08318835, optimum.expectedReturn(), 5e-9);
        assertEquals(0.002, optimum.variance(), 1e-12);
        assertEquals(
                List.of("cap", "variance"),
                optimum.binding().stream().map(BindingLimit::name).toList());
    }

    @Test
    void wideVarianceLimit() {
        Allocation optimum = DEMO.withLimits(DEMO.limits().withVariance(0.01)).solve();
        assertArrayEquals(new double[] {0, 0.2, 0.2, 0.3, 0.3}, optimum.weights(), 1e-8);
        assertEquals(0.09332, optimum.expectedReturn(), 1e-10);
    }

    @Test
    void higherFloor() {
        assertEquals(0.08218375, withFloor(0.4).solve().expectedReturn(), 5e-9);
    }

    @Test
    void higherDefaultRates() {
        WhatIf whatIf = WhatIf.of(DEMO, "pd*1.5");
        assertEquals(0.06558792, whatIf.sameReturn(), 5e-9);
        assertEquals(0.06562517, whatIf.fixedRisk().expectedReturn(), 5e-9);
        assertEquals(0.05821965, whatIf.after().expectedReturn(), 5e-9);
    }

    @Test
    void budgetOnlyScales() {
        LoanProblem small = new LoanProblem("", 100_000, DEMO.loans(), DEMO.risk(), DEMO.limits());
        assertArrayEquals(DEMO.solve().weights(), small.solve().weights(), 1e-12);
    }

    /** Prices and sensitivities against differences of optima. */
    @Test
    void pricesAreSlopes() {
        Allocation optimum = DEMO.solve();
        BindingLimit variance = optimum.binding().get(1);
        double step = 1e-7;
        double up = DEMO.withLimits(DEMO.limits().withVariance(0.002 + step))
                .solve()
                .expectedReturn();
        assertEquals((up - optimum.expectedReturn()) / step, variance.price(), 1e-3 * variance.price());
        List<Sensitivity> sensitivities = Sensitivity.of(DEMO, optimum);
        double[][] risk = optimum.assets().covariance();
        for (int i = 0; i < 5; i++) {
            LoanType loan = DEMO.loans().get(i);
            List<LoanType> changed = new java.util.ArrayList<>(DEMO.loans());
            changed.set(i, new LoanType(loan.name(), loan.rate(), loan.pd() + 1e-6, loan.lgd()));
            double moved = new Allocator(DEMO.withLoans(changed).assets(risk), DEMO.limits())
                    .maximumReturn()
                    .expectedReturn();
            assertEquals(
                    (moved - optimum.expectedReturn()) / 1e-6,
                    sensitivities.get(i).perPd(),
                    2e-5);
        }
    }

    /** Without the scale a single loan of each type cannot stay within 0.002; the answer says by how much. */
    @Test
    void singleLoansAreTooRisky() {
        RiskInputs raw = new RiskInputs(RiskInputs.Kind.SINGLE_LOAN, 0.2, OptionalInt.empty(), OptionalDouble.empty());
        LoanProblem problem = new LoanProblem("", 1, DEMO.loans(), raw, DEMO.limits());
        Allocation answer = problem.solve();
        assertEquals(SolveStatus.INFEASIBLE, answer.status());
        Conflict conflict = answer.conflicts().get(0);
        assertEquals("variance limit", conflict.limit());
        double least = new Allocator(problem.assets(), problem.limits())
                .minimumVariance()
                .variance();
        assertEquals(least, conflict.needed(), 1e-9);
        Limits enough = problem.limits().withVariance(conflict.needed() * (1 + 1e-6));
        assertTrue(problem.withLimits(enough).solve().optimal());
        Limits tooLittle = problem.limits().withVariance(conflict.needed() * (1 - 1e-6));
        assertEquals(
                SolveStatus.INFEASIBLE, problem.withLimits(tooLittle).solve().status());
        assertTrue(conflict.sentence().contains("below the smallest attainable"), conflict.sentence());
    }

    /** A limit of exactly the least variance has one feasible point. */
    @Test
    void varianceLimitAtTheMinimum() {
        Allocation least = new Allocator(DEMO.assets(), DEMO.limits()).minimumVariance();
        Allocation answer =
                DEMO.withLimits(DEMO.limits().withVariance(least.variance())).solve();
        assertTrue(answer.optimal());
        assertArrayEquals(least.weights(), answer.weights(), 1e-4);
    }

    @Test
    void largePoolIsFarBelowTheLimit() {
        RiskInputs pool = new RiskInputs(RiskInputs.Kind.POOL, 0.05, OptionalInt.empty(), OptionalDouble.empty());
        Allocation answer = new LoanProblem("", 1, DEMO.loans(), pool, DEMO.limits()).solve();
        assertArrayEquals(new double[] {0, 0.2, 0.2, 0.3, 0.3}, answer.weights(), 1e-7);
        assertTrue(answer.variance() < 0.002);
    }

    /** A pool of one loan is a single loan; a pool without correlation has PD (1 - PD) / n. */
    @Test
    void poolsOfKnownRisk() {
        List<LoanType> one = List.of(new LoanType("a", 0.1, 0.05, 0.4));
        RiskInputs single = new RiskInputs(RiskInputs.Kind.POOL, 0.15, OptionalInt.of(1), OptionalDouble.empty());
        assertEquals(0.05 * 0.95 * 0.25, single.covariance(one)[0][0], 1e-12);
        RiskInputs many = new RiskInputs(RiskInputs.Kind.POOL, 0, OptionalInt.of(100), OptionalDouble.empty());
        assertEquals(0.05 * 0.95 * 0.25 / 100, many.covariance(one)[0][0], 1e-12);
    }

    /** P(X <= 0, Y <= 0) = 1/4 + asin(rho) / (2 pi) (Sheppard 1899). */
    @Test
    void bivariateNormalAtTheMedian() {
        for (double rho : new double[] {0, 0.1, 0.5, 0.9}) {
            assertEquals(0.25 + Math.asin(rho) / (2 * Math.PI), Normal.both(0, 0, rho), 1e-10);
        }
        assertEquals(0.975, Normal.cdf(1.959963984540054), 1e-14);
        assertEquals(-3.090232306167814, Normal.quantile(0.001), 1e-12);
        assertEquals(7.619853024160527e-24, Normal.cdf(-10), 1e-36);
    }

    @Test
    void linearLimitsThatConflictAreNamed() {
        GroupLimit floor = new GroupLimit("floor", List.of("mortgage"), OptionalDouble.of(0.5), OptionalDouble.empty());
        Limits limits = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.3), List.of(floor));
        Allocation answer = DEMO.withLimits(limits).solve();
        assertEquals(SolveStatus.INFEASIBLE, answer.status());
        assertEquals(2, answer.conflicts().size());
        assertEquals(0.5, answer.conflicts().get(0).needed(), 1e-8); // the cap would have to be 50 %
        assertEquals(0.3, answer.conflicts().get(1).needed(), 1e-8); // or the floor 30 %
    }

    /** Return and variance rise along the frontier, and each point is the best at its own variance. */
    @Test
    void frontierIsEfficient() {
        List<Allocation> frontier = Frontier.of(DEMO.assets(), DEMO.limits(), 12);
        assertEquals(12, frontier.size());
        for (int k = 1; k < frontier.size(); k++) {
            Allocation point = frontier.get(k);
            assertTrue(point.optimal());
            assertTrue(point.variance() > frontier.get(k - 1).variance());
            Allocation best = DEMO.withLimits(DEMO.limits().withVariance(point.variance()))
                    .solve();
            assertEquals(best.expectedReturn(), point.expectedReturn(), 1e-8);
        }
        assertEquals(0.09332, frontier.get(11).expectedReturn(), 1e-9);
    }

    /** Two equal, independent assets: half the weight, half the risk each, effective number 2, ratio sqrt(2). */
    @Test
    void diversificationOfTwo() {
        Assets two = new Assets(List.of("a", "b"), new double[2], new double[][] {{0.04, 0}, {0, 0.04}});
        Diversification spread =
                new Allocator(two, Limits.NONE).minimumVariance().diversification();
        assertEquals(2, spread.effectiveNumber(), 1e-9);
        assertEquals(0.5, spread.riskShares()[0], 1e-9);
        assertEquals(Math.sqrt(2), spread.ratio(), 1e-9);
    }

    @Test
    void errorsNameTheField() throws IOException {
        String text = Files.readString(FILE);
        assertMessage(text.replace("pd: 0.05", "pd: -0.05"), "loans[1]", "pd of personal must be in [0.0, 1.0]");
        assertMessage(text.replace("pd: 0.05", "pd: 5"), "loans[1]", "Maybe the value is in percent");
        assertMessage(text.replace("lgd: 0.5}\nrisk", "lgd: 1.5}\nrisk"), "loans[4]", "lgd of credit-card");
        assertMessage(text.replace("cap: 0.3", "cap: 0.1"), "limits.cap times", "got 0.1 times 5");
        assertMessage(text.replace("cap: 0.3", "capp: 0.3"), "limits.capp", "capp");
        assertMessage(text.replace("rate: 0.12, ", ""), "loans[1].rate", "");
        assertThrows(IllegalArgumentException.class, () -> WhatIf.of(DEMO, "pd^2"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Assets(List.of("a", "b"), new double[2], new double[][] {{1, 2}, {2, 1}}))
                .getMessage();
        assertTrue(message.contains("lowest eigenvalue of -1."), message);
        assertTrue(message.contains("- [1.5, 1.5]") || message.contains("1.49999"), message);
    }

    private static void assertMessage(String yaml, String... parts) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ProblemFile.parse(yaml, "demo.yaml", LoanProblem.class))
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
