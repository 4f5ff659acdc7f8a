package io.github.loantwin.optimizer.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The measured problems reach every solver as the same problem, and an answer is judged by hand-made figures. */
class OtherSolverTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Minimise -x0 - 2 x1 with x0 + x1 = 1, x1 <= 0.25, x0 - x1 <= 0.75: x = (0.75, 0.25), objective -1.25. */
    private static BenchProgram byHand() {
        return new BenchProgram(
                new double[0][],
                new double[] {-1, -2},
                new double[][] {{1, 1}},
                new double[] {1},
                new double[][] {{1, -1}},
                new double[] {0.75},
                new double[2],
                new double[] {INFINITY, 0.25});
    }

    @ParameterizedTest
    @EnumSource(OtherSolver.class)
    void everySolverIsGivenTheSameProblem(OtherSolver solver) {
        assertArrayEquals(
                new double[] {0.75, 0.25}, solver.model(byHand()).get().orElseThrow(), 1e-9);
        assertArrayEquals(
                new double[] {0.75, 0.25}, ConeSolver.solve(byHand().cone()).x(), 1e-8);
    }

    @ParameterizedTest
    @EnumSource(OtherSolver.class)
    void whatCannotBeSolvedIsNotCalledSolved(OtherSolver solver) {
        BenchProgram hand = byHand();
        BenchProgram impossible = new BenchProgram(
                hand.p(),
                hand.q(),
                hand.equal(),
                new double[] {-1},
                hand.atMost(),
                hand.atMostSide(),
                hand.lower(),
                hand.upper());
        assertEquals(Optional.empty(), solver.model(impossible).get());
    }

    /** At (0.5, 0.3): objective -1.1, the equality is off by 0.2, the bound by 0.05. */
    @Test
    void anAnswerIsJudgedByItsOwnPoint() {
        Comparison other = Comparison.of(byHand(), 3, Optional.of(new double[] {0.5, 0.3}), -1.25);
        assertEquals(0.15 / 1.25, other.objectiveDifference(), 1e-15);
        assertEquals(0.2, other.violation(), 1e-15);
        assertFalse(Comparison.of(byHand(), 3, Optional.empty(), -1.25).solved());
    }

    /** Least CVaR written out as a linear program has the same optimum, by both libraries. */
    @ParameterizedTest
    @EnumSource(OtherSolver.class)
    void leastCvarAsLinearProgram(OtherSolver solver) {
        double[][] losses = BenchProblems.losses(6, 60);
        BenchProgram program = BenchProblems.leastCvar(losses, 0.9);
        Solution ours = ConeSolver.solve(program.cone());
        assertTrue(ours.optimal());
        double[] other = solver.model(program).get().orElseThrow();
        assertEquals(ours.objective(), program.objective(other), 1e-9);
        assertEquals(0, program.violation(other), 1e-9);
    }

    @Test
    void quadraticProgramsGoToOjAlgoOnly() {
        BenchProgram program = BenchProblems.meanVariance(10);
        assertFalse(OtherSolver.COMMONS_MATH.takes(program));
        double[] other = OtherSolver.OJALGO.model(program).get().orElseThrow();
        assertEquals(ConeSolver.solve(program.cone()).objective(), program.objective(other), 1e-9);
    }

    @Test
    void publishedBanksAreRead() {
        assertEquals(3, BenchProblems.banks().size());
        assertEquals(0.2, BenchProblems.banks().get(0).cvarLimit());
        assertEquals(9, BenchProblems.banks().get(2).meanLoss().length);
    }
}
