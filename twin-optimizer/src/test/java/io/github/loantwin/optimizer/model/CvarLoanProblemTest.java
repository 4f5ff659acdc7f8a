package io.github.loantwin.optimizer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.CvarSolution;
import io.github.loantwin.optimizer.solver.ScenarioTail;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Loans under CVaR: the scenarios against Vasicek's law, the answers against each other. */
class CvarLoanProblemTest {
    private static final List<LoanType> LOANS = List.of(
            new LoanType("mortgage", 0.04, 0.01, 0.5),
            new LoanType("personal", 0.12, 0.05, 0.5),
            new LoanType("card", 0.18, 0.10, 0.5));

    private static CvarLoanProblem problem(OptionalDouble limit, OptionalInt pool) {
        PoolScenarios scenarios = new PoolScenarios(20_000, 5, 0.15, pool);
        Limits limits = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.6), List.of());
        return new CvarLoanProblem("", 1e6, LOANS, scenarios, 0.99, limit, limits);
    }

    /**
     * Endless pool: mean default rate PD, and the mean of the worst 1 % of years is P(default and worst year) / 0.01, a
     * bivariate normal probability. Tolerance: five standard errors of 20,000 scenarios (false alarm below 1e-6 each).
     */
    @Test
    void scenariosFollowVasicek() {
        PoolScenarios scenarios = new PoolScenarios(20_000, 11, 0.15, OptionalInt.empty());
        LoanType bare = new LoanType("bare", 0, 0.05, 1); // its loss is the default rate
        double[] rates = new double[20_000];
        double[][] losses = scenarios.losses(List.of(bare));
        double mean = 0;
        double square = 0;
        for (int i = 0; i < rates.length; i++) {
            rates[i] = losses[i][0];
            mean += rates[i] / rates.length;
            square += rates[i] * rates[i] / rates.length;
        }
        double deviation = Math.sqrt(square - mean * mean);
        assertEquals(0.05, mean, 5 * deviation / Math.sqrt(rates.length));
        double exact = Normal.both(Normal.quantile(0.05), Normal.quantile(0.01), Math.sqrt(0.15)) / 0.01;
        double error = 0;
        double tail = ScenarioTail.cvar(rates, 0.99);
        double quantile = ScenarioTail.valueAtRisk(rates, 0.99);
        for (double rate : rates) {
            error += Math.pow(Math.max(0, rate - quantile) - 0.01 * (tail - quantile), 2) / rates.length;
        }
        assertEquals(exact, tail, 5 * Math.sqrt(error / rates.length) / 0.01);
    }

    @Test
    void poolOfLoansHasItsOwnRisk() {
        double endless =
                problem(OptionalDouble.empty(), OptionalInt.empty()).solve().cvar();
        double fifty =
                problem(OptionalDouble.empty(), OptionalInt.of(50)).solve().cvar();
        assertTrue(fifty > endless, fifty + " " + endless);
    }

    /** Return rises with the limit, the limit holds, and the least CVaR is the least limit that is feasible. */
    @Test
    void limitAndLeastAgree() {
        double least =
                problem(OptionalDouble.empty(), OptionalInt.empty()).solve().cvar();
        double before = Double.NEGATIVE_INFINITY;
        for (double more : new double[] {0.005, 0.02, 0.04}) {
            CvarLoanProblem problem = problem(OptionalDouble.of(least + more), OptionalInt.empty());
            CvarSolution answer = problem.solve();
            assertEquals(SolveStatus.OPTIMAL, answer.solution().status());
            assertTrue(answer.cvar() <= least + more + 1e-9);
            double expected = problem.expectedReturn(answer.solution().x());
            assertTrue(expected > before);
            before = expected;
        }
        CvarSolution below =
                problem(OptionalDouble.of(least - 0.001), OptionalInt.empty()).solve();
        assertEquals(SolveStatus.INFEASIBLE, below.solution().status());
    }
}
