package io.github.loantwin.optimizer.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of the four controllers and how they become actions. */
class PlannerTest {
    private static final PolicyFile FILE = ConvexPolicies.defaults();
    private static final Desk DESK = FILE.desk();

    private static Situation situation(double losses, double newLosses, double equity) {
        return new Situation(
                new double[] {0.2, 0.3, 0.3, 0.15, 0.05},
                0.85,
                equity,
                1,
                losses,
                newLosses,
                1,
                0,
                new double[5],
                0.026 * losses);
    }

    private static ControllerSettings wide() {
        ControllerSettings lp = FILE.lp();
        return new ControllerSettings(
                30,
                1,
                0,
                0,
                0.6,
                1,
                0,
                -0.05,
                0.05,
                0,
                1,
                0.02,
                6,
                lp.riskAversion(),
                lp.cvarLevel(),
                lp.cvarLimit(),
                lp.uncertainty());
    }

    private static LendingProgram program(Situation now) {
        return new LendingProgram(DESK, wide(), new Bands(DESK.products()), now);
    }

    private static Plan plan(RiskView risk, Situation now) {
        Plan plan = new Planner(DESK, wide(), risk).plan(now);
        assertEquals(SolveStatus.OPTIMAL, plan.status());
        return plan;
    }

    /** Lending has lost its margin at double losses in the riskiest bands first, so the cut-off rises with losses. */
    @Test
    void everyControllerTightensAsLossesRise() {
        LossScenarios scenarios = new LossScenarios(DESK);
        RiskView[] views = {
            new RiskView.None(),
            new RiskView.Variance(scenarios, 20),
            new RiskView.Cvar(scenarios, 0.95, 0.8),
            new RiskView.Robust(0.5)
        };
        for (RiskView view : views) {
            double calm = plan(view, situation(1, 1, 0.1)).tightening();
            double stress = plan(view, situation(1.8, 2.2, 0.1)).tightening();
            assertTrue(stress > calm + 0.02, view + ": " + calm + " to " + stress);
        }
    }

    /**
     * The linear program, by a greedy argument: with the tilt held, lending fills bands in order of value until the ceiling,
     * and never a band that loses money. Value is years counted x margin, from the formulas of the documentation.
     */
    @Test
    void linearProgramTakesTheMostValuableBands() {
        ControllerSettings held = new ControllerSettings(
                30,
                1,
                0,
                0,
                0.5,
                0.9,
                0,
                0,
                0,
                0,
                1,
                0.02,
                6,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        Situation now = situation(1, 1.2, 0.1);
        LendingProgram program = new LendingProgram(DESK, held, new Bands(DESK.products()), now);
        double[] x = new RiskView.None().solve(program).x();
        double worstTaken = Double.POSITIVE_INFINITY;
        double bestLeft = 0;
        for (int k = 0; k < 5; k++) {
            for (int j = 1; j < Bands.CORE; j++) {
                double value = program.yearsCounted(k) * program.margin(k, j);
                double lent = x[program.lending(k, j)] / program.volume(k, j);
                if (lent > 1e-6) {
                    worstTaken = Math.min(worstTaken, value);
                }
                if (lent < 1 - 1e-6) {
                    bestLeft = Math.max(bestLeft, value);
                }
            }
        }
        assertTrue(worstTaken >= bestLeft - 1e-9, worstTaken + " taken, " + bestLeft + " left");
        double lent = Arrays.stream(x, 0, 5 * Bands.COUNT).sum();
        double planned =
                DESK.products().stream().mapToDouble(DeskProduct::plannedVolume).sum();
        assertTrue(lent <= 0.9 * planned + 1e-9 && lent >= 0.5 * planned - 1e-9);
    }

    /** Objective of mean-variance at its answer, and at 200 feasible points on the way to other plans: none is better. */
    @Test
    void meanVarianceIsTheBestOfItsNeighbours() {
        LossScenarios scenarios = new LossScenarios(DESK);
        LendingProgram program = program(situation(1.5, 1.5, 0.1));
        double aversion = 40;
        double[] best =
                new RiskView.Variance(scenarios, aversion).solve(program).x();
        double[] other = new RiskView.None().solve(program).x();
        double[][] losses = scenarios.of(program.now());
        for (int i = 1; i <= 200; i++) {
            double share = i / 200.0;
            double[] mixed = new double[best.length];
            Arrays.setAll(mixed, v -> best[v] + share * (other[v] - best[v]));
            assertTrue(utility(program, losses, aversion, best) >= utility(program, losses, aversion, mixed) - 1e-10);
        }
        assertTrue(
                utility(program, losses, aversion, best) > utility(program, losses, aversion, other),
                "aversion must move the plan");
    }

    private static double utility(LendingProgram program, double[][] losses, double aversion, double[] x) {
        ConeProgram plain = program.builder(0).build();
        double[] at = Arrays.stream(losses)
                .mapToDouble(row -> dot(program.lossRow(row), x))
                .toArray();
        double mean = Arrays.stream(at).average().orElseThrow();
        double variance =
                Arrays.stream(at).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        return -plain.objective(x) - aversion / 2 * variance;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The mean of the worst 5 % of unexpected losses, sorted anew, keeps to the limit, binds, and is least without room. */
    @Test
    void cvarPlanKeepsItsLimitOrIsTheLeast() {
        LossScenarios scenarios = new LossScenarios(DESK);
        Situation now = situation(1, 1, 0.1);
        LendingProgram program = program(now);
        double spare = 0.1 - 0.09 * 0.85;
        double[][] losses = scenarios.of(now);
        double free = tail(program, losses, new RiskView.None().solve(program).x());
        double share = 0.97 * free / spare;
        double kept = tail(
                program,
                losses,
                new RiskView.Cvar(scenarios, 0.95, share).solve(program).x());
        assertEquals(share * spare, kept, 1e-8, "a limit a little below what return alone would take");
        double least = tail(
                program,
                losses,
                new RiskView.Cvar(scenarios, 0.95, 0.01).solve(program).x());
        assertTrue(least < kept, least + " is not below " + kept);
        double[] cautious =
                new RiskView.Variance(scenarios, 10_000).solve(program).x();
        assertTrue(least <= tail(program, losses, cautious) + 1e-4, "least variance cannot be far below");
    }

    private static double tail(LendingProgram program, double[][] losses, double[] x) {
        double[] at = Arrays.stream(losses)
                .mapToDouble(row -> dot(program.lossRow(row), x))
                .sorted()
                .toArray();
        double mean = Arrays.stream(at).average().orElseThrow();
        double sum = 0;
        double weight = 0.05 * at.length;
        for (int i = at.length - 1; i >= 0 && weight > 0; i--) {
            double part = Math.min(1, weight);
            sum += part * at[i];
            weight -= part;
        }
        return sum / (0.05 * at.length) - mean;
    }

    /** Losses far under normal make every band pay: credit policy goes to the loosest allowed, and not below it. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.01, -0.02})
    void loosensNoFurtherThanAllowed(double loosest) {
        ControllerSettings settings = new ControllerSettings(
                30,
                1,
                0,
                0,
                0.6,
                2,
                0,
                0,
                0,
                loosest,
                1,
                0.02,
                6,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        Plan plan = new Planner(DESK, settings, new RiskView.None()).plan(situation(0.6, 0.5, 0.2));
        assertEquals(SolveStatus.OPTIMAL, plan.status());
        assertEquals(loosest, plan.tightening(), 1e-6);
    }

    /** Where nothing else limits lending, a band is lent to in full if its margin clears the hurdle, else not at all. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.008, 0.014})
    void onlyBandsThatClearTheHurdleAreLentTo(double hurdle) {
        OptionalDouble none = OptionalDouble.empty();
        ControllerSettings settings =
                new ControllerSettings(30, 1, 0, 0, 0, 3, hurdle, 0, 0, 0, 1, 0.02, 6, none, none, none, none);
        LendingProgram program =
                new LendingProgram(DESK, settings, new Bands(DESK.products()), situation(1.1, 1.1, 0.5));
        double[] x = new RiskView.None().solve(program).x();
        int lent = 0;
        int declined = 0;
        for (int k = 0; k < 5; k++) {
            for (int j = 1; j < Bands.CORE; j++) {
                boolean clears = program.margin(k, j) > hurdle;
                assertEquals(clears ? program.volume(k, j) : 0, x[program.lending(k, j)], 1e-7, k + ", " + j);
                lent += clears ? 1 : 0;
                declined += clears ? 0 : 1;
            }
        }
        assertTrue(lent > 0 && (declined > 0 || hurdle < 0.008), lent + " lent, " + declined + " declined");
    }

    /** A larger ellipsoid never raises the worst-case value, and the plan is not that of the linear program. */
    @Test
    void robustPlansGiveUpReturnForLessError() {
        LendingProgram program = program(situation(1, 1.2, 0.1));
        double before = Double.POSITIVE_INFINITY;
        for (double radius : new double[] {0, 0.5, 1, 2}) {
            Solution solution = new RiskView.Robust(radius).solve(program);
            assertTrue(solution.optimal());
            assertTrue(-solution.objective() <= before + 1e-10);
            before = -solution.objective();
        }
    }

    /** The parabola sum of v (1 - e (p - t)) (m + p) on a grid of a thousandth of a point. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2})
    void priceIsTheTopOfTheParabola(double crunch) {
        double[] margin = {0.01, 0.012, 0.008, 0.004, 0.04};
        double[] volume = {0.1, 0.11, 0.06, 0.05, 0.003};
        Plan plan = new Plan(SolveStatus.OPTIMAL, 0, 0, 0, margin, volume);
        Situation now = new Situation(
                new double[] {0.2, 0.3, 0.3, 0.15, 0.05}, 0.85, 0.1, 1, 1, 1, 1, crunch, new double[5], 0.026);
        double best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (double p = -0.02; p <= 0.02; p += 0.00001) {
            double profit = 0;
            for (int k = 0; k < 5; k++) {
                double elasticity = DESK.products().get(k).priceElasticity();
                profit += volume[k] * (1 - elasticity * (p - 0.25 * crunch / 100)) * (margin[k] + p);
            }
            if (profit > highest) {
                highest = profit;
                best = p;
            }
        }
        Actions actions = new Actions(DESK, wide());
        actions.reset();
        actions.follow(plan, now, 30);
        assertEquals(best, actions.get(ActionLayout.PRICING), 1.1e-5);
        assertTrue(Math.abs(best) > 0.0005, "a price of 0 would prove nothing");
    }

    /** Moves of .05/.1 + 0 + .05/.1 = 1 in units of bounds, .25 allowed in 30 days: a quarter of the way; then the rest. */
    @Test
    void actionsMoveByNoMoreThanTheLimit() {
        ControllerSettings slow = new ControllerSettings(
                30,
                1,
                0,
                0,
                0.6,
                1,
                0,
                -0.05,
                0.05,
                0,
                0,
                0.02,
                0.25,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        Actions actions = new Actions(DESK, slow);
        actions.reset();
        Plan plan = new Plan(SolveStatus.OPTIMAL, 0.05, 0, 0.05, new double[5], new double[] {1, 1, 1, 1, 1});
        actions.follow(plan, situation(1, 1, 0.1), 30);
        assertEquals(0.0125, actions.get(ActionLayout.CREDIT_POLICY), 1e-8);
        assertEquals(0.0125, actions.get(ActionLayout.REBALANCING), 1e-8);
        actions.follow(plan, situation(1, 1, 0.1), 90);
        assertEquals(0.05, actions.get(ActionLayout.CREDIT_POLICY), 1e-12);
        actions.follow(
                new Plan(SolveStatus.OPTIMAL, 0.05, 0.4, 0.05, new double[5], new double[] {1, 1, 1, 1, 1}),
                situation(1, 1, 0.1),
                90);
        assertEquals(0.07, actions.get(ActionLayout.REBALANCING), 1e-12, "past 0.05 by 0.4 of what can be traded");
    }
}
