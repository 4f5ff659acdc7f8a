package io.github.loantwin.optimizer.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.SolveStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three examples of Hu et al. (2010): published values, and the exact ones of an independent computation. */
class TwoLevelTest {
    private static final JsonNode EXAMPLES = examples();

    private static JsonNode examples() {
        try (InputStream in = TwoLevelTest.class.getResourceAsStream("/two_level_examples.json")) {
            return JsonMapper.shared().readTree(in).get("examples");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = node.get(i).asDouble();
        }
        return numbers;
    }

    static TwoLevelProblem example(int index) {
        return problem(EXAMPLES.get(index));
    }

    private static TwoLevelProblem problem(JsonNode example) {
        double[] mu = numbers(example.get("mu"));
        double[][] omega = new double[mu.length][];
        for (int i = 0; i < mu.length; i++) {
            omega[i] = numbers(example.get("omega").get(i));
        }
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < example.get("alpha_branch").size(); i++) {
            double level = example.get("alpha_branch").get(i).asDouble();
            double limit = example.get("cvar_limit_branch").get(i).asDouble();
            branches.add(new Branch("branch " + (i + 1), 3, level, limit));
        }
        return new TwoLevelProblem(
                example.get("total_capital").asDouble(),
                example.get("alpha_bank").asDouble(),
                example.get("cvar_limit_bank").asDouble(),
                branches,
                mu,
                omega);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void exactValue(int index) {
        JsonNode example = EXAMPLES.get(index);
        TwoLevelProblem problem = problem(example);
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        TwoLevelSolution solution = solver.solve();
        assertEquals(SolveStatus.OPTIMAL, solution.status());
        JsonNode exact = example.get("exact").get("two_level");
        assertEquals(exact.get("value").asDouble(), solution.value(), 1e-6);
        assertTrue(solution.upperBound() - solution.value() <= 1e-6, () -> "nodes " + solution.nodes());
        double published =
                example.get("published").get("enumeration").get("val").asDouble();
        assertEquals(published, solution.value(), 1e-3 * published);
        assertEquals(
                problem.capital(), java.util.Arrays.stream(solution.budgets()).sum(), 1e-8);
        assertTrue(solver.keepsLimit(solver.decide(solution.budgets()).orElseThrow()));
        if (!exact.get("w").isNull()) {
            assertEquals(exact.get("w").get(0).asDouble(), solution.budgets()[0], 2e-6);
        }
    }

    /** A grid of splits finds nothing better, and nothing as good that is not close. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void gridAgrees(int index) {
        TwoLevelProblem problem = problem(EXAMPLES.get(index));
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        double best = 0;
        for (int k = 0; k <= 200; k++) {
            double[] loans =
                    solver.decide(new double[] {k / 200.0, 1 - k / 200.0}).orElseThrow();
            best = solver.keepsLimit(loans) ? Math.max(best, problem.expectedReturn(loans)) : best;
        }
        double exact = solver.solve().value();
        assertTrue(best <= exact + 1e-7 && best > exact - 0.005, best + " " + exact);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneLevelValue(int index) {
        JsonNode example = EXAMPLES.get(index);
        OneLevelSolution central = new TwoLevelSolver(problem(example)).oneLevel();
        assertEquals(SolveStatus.OPTIMAL, central.status());
        assertEquals(example.get("exact").get("one_level").asDouble(), central.value(), 1e-6);
    }

    /** The published row of the paper's own method in example 2 breaks the bank's limit: 0.300266 > 0.3. */
    @Test
    void checkSeesThePublishedRowThatBreaksTheLimit() {
        JsonNode example = EXAMPLES.get(1);
        TwoLevelProblem problem = problem(example);
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        double[] budgets = numbers(example.get("published").get("paper_method").get("w"));
        double[] loans = solver.decide(budgets).orElseThrow();
        assertEquals(0.300266, problem.cvar(loans), 1e-6);
        assertFalse(solver.keepsLimit(loans));
    }

    /** With prices on the marginal CVaR of their loans, the branches reach the one-level value of their own accord. */
    @Test
    void transferPricesReachTheOneLevelValue() {
        TwoLevelProblem problem = problem(EXAMPLES.get(1));
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        OneLevelSolution central = solver.oneLevel();
        assertTrue(central.cvarPrice() > 0);
        double[] loans = solver.decideUnderTransferPrices(central).orElseThrow();
        assertEquals(central.value(), problem.expectedReturn(loans), 1e-5);
        assertTrue(problem.cvar(loans) <= problem.cvarLimit() + 1e-5);
        assertEquals(0.46, central.value() / solver.solve().value() - 1, 0.005);
    }

    /** A limit so low that only no lending keeps it: the branches lend all the same. */
    @Test
    void infeasibleBank() {
        TwoLevelProblem loose = problem(EXAMPLES.get(0));
        TwoLevelProblem tight =
                new TwoLevelProblem(1, 0.99, 0.001, loose.branches(), loose.meanLoss(), loose.covariance());
        assertEquals(SolveStatus.INFEASIBLE, new TwoLevelSolver(tight).solve().status());
    }
}
