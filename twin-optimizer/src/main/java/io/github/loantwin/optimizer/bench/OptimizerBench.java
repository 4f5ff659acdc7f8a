package io.github.loantwin.optimizer.bench;

import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.bank.TwoLevelSolver;
import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.CvarProgram;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures the optimizer, and ojAlgo and Commons Math beside it where they can solve the same problem.
 *
 * <p>Both libraries are optional dependencies of this package alone: who measures brings them along.
 */
public final class OptimizerBench {
    private static final double LEVEL = 0.95;
    private static final int ASSETS = 50;
    /** As linear programs, least CVaR of a thousand scenarios takes the libraries tens of seconds. */
    private static final int MOST_SCENARIOS_BESIDE = 300;

    private OptimizerBench() {}

    /** Measures every problem and hands each row on as soon as it is known. */
    public static void run(Consumer<BenchRow> rows) {
        for (int n : new int[] {10, 100, 500}) {
            rows.accept(beside("linear program", n, 0, BenchProblems.linear(n)));
        }
        for (int n : new int[] {10, 100, 300, 500}) {
            rows.accept(beside("mean-variance QP", n, 0, BenchProblems.meanVariance(n)));
            ConeProgram limited = BenchProblems.varianceLimited(n);
            rows.accept(alone("variance limit", n, 0, () -> ConeSolver.solve(limited)));
        }
        for (int scenarios : new int[] {100, 300, 1_000, 20_000, 100_000}) {
            cvar(rows, BenchProblems.losses(ASSETS, scenarios));
        }
        List<TwoLevelProblem> banks = BenchProblems.banks();
        for (int i = 0; i < banks.size(); i++) {
            TwoLevelProblem bank = banks.get(i);
            int loans = bank.meanLoss().length;
            rows.accept(BenchRow.of(
                    "two-level bank " + (i + 1),
                    loans,
                    bank.cvarLimit(),
                    Timed.of(() -> () -> new TwoLevelSolver(bank).solve())));
        }
    }

    private static void cvar(Consumer<BenchRow> rows, double[][] losses) {
        BenchProgram noRewards = BenchProblems.budget(ASSETS, 0, new double[0][], new double[0][], new double[0]);
        CvarProgram least = new CvarProgram(noRewards.cone(), losses, LEVEL, 1, OptionalDouble.empty());
        Timed<Solution> timed = Timed.of(() -> () -> least.solve().solution());
        Map<String, Comparison> others = losses.length > MOST_SCENARIOS_BESIDE
                ? Map.of()
                : others(BenchProblems.leastCvar(losses, LEVEL), timed.result().objective());
        rows.accept(BenchRow.of("least CVaR", ASSETS, losses.length, timed, others));
        OptionalDouble limit = OptionalDouble.of(timed.result().objective() + 0.02);
        BenchProgram rewards = BenchProblems.budget(ASSETS, 0.1, new double[0][], new double[0][], new double[0]);
        CvarProgram limited = new CvarProgram(rewards.cone(), losses, LEVEL, 0, limit);
        rows.accept(
                alone("CVaR limit", ASSETS, losses.length, () -> limited.solve().solution()));
    }

    private static BenchRow alone(String problem, int n, int scenarios, Supplier<Solution> solve) {
        return BenchRow.of(problem, n, scenarios, Timed.of(() -> solve), Map.of());
    }

    private static BenchRow beside(String problem, int n, int scenarios, BenchProgram program) {
        ConeProgram cone = program.cone();
        Timed<Solution> timed = Timed.of(() -> () -> ConeSolver.solve(cone));
        return BenchRow.of(
                problem, n, scenarios, timed, others(program, timed.result().objective()));
    }

    private static Map<String, Comparison> others(BenchProgram program, double ours) {
        Map<String, Comparison> others = new LinkedHashMap<>();
        for (OtherSolver solver : OtherSolver.values()) {
            if (solver.takes(program)) {
                Timed<Optional<double[]>> timed = Timed.of(() -> solver.model(program));
                others.put(solver.key(), Comparison.of(program, timed.milliseconds(), timed.result(), ours));
            }
        }
        return others;
    }
}
