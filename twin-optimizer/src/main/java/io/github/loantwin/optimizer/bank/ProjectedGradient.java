package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.model.Covariance;
import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.ScenarioTail;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * The two-level problem by projected gradients on a Monte Carlo sample, as its authors solved it: beside the exact method, to
 * show what it gives.
 *
 * <p>A step from a split w goes along the branches' prices of budget, which are the gradient of the total return, and is
 * projected on the splits of the capital within the bank's limit on CVaR, made linear at w. That CVaR and its slope, by the
 * branches' answers to a little more budget, are means over the worst losses of a fixed sample. So the split keeps the limit
 * on the sample, and by the truth only to the sample's error; nothing says how far it is from the best.
 *
 * <p>Source: Hu, Tong, Liu, Cao, Yang, A two-level loan portfolio optimization problem, Winter Simulation Conference 2010.
 * Step lengths, stopping and sample are ours: shrinking steps, and normal losses drawn once.
 */
public final class ProjectedGradient {
    private static final int STEPS = 200;
    private static final double FIRST_STEP = 0.2;
    private static final double SHRINK = 0.93;
    private static final double LITTLE = 1e-4;
    private static final double ENOUGH = 1e-7;

    private final TwoLevelProblem problem;
    private final TwoLevelSolver solver;
    private final double[][] sample;

    /**
     * Draws the sample.
     *
     * @param problem the bank
     * @param samples number of loss scenarios
     * @param seed of the draws
     */
    public ProjectedGradient(TwoLevelProblem problem, int samples, long seed) {
        this.problem = problem;
        this.solver = new TwoLevelSolver(problem);
        this.sample = draw(problem, samples, seed);
    }

    private static double[][] draw(TwoLevelProblem problem, int samples, long seed) {
        Random random = new Random(seed);
        double[][] root = Covariance.root(problem.covariance());
        double[][] losses = new double[samples][];
        for (int i = 0; i < samples; i++) {
            losses[i] = problem.meanLoss().clone();
            for (double[] row : root) {
                double z = random.nextGaussian();
                for (int j = 0; j < row.length; j++) {
                    losses[i][j] += row[j] * z;
                }
            }
        }
        return losses;
    }

    /** Returns the split at which the steps end; empty if a branch cannot keep its limit on the way. */
    public Optional<GradientSplit> solve() {
        int branches = problem.branches().size();
        double[] budgets = new double[branches];
        Arrays.fill(budgets, problem.capital() / branches);
        double step = FIRST_STEP * problem.capital();
        int iterations = 0;
        while (iterations < STEPS && step > ENOUGH * problem.capital()) {
            Optional<double[]> next = next(budgets, step);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            budgets = next.get();
            step *= SHRINK;
            iterations++;
        }
        return split(budgets, iterations);
    }

    private Optional<GradientSplit> split(double[] budgets, int iterations) {
        int steps = iterations;
        return solver.decide(budgets)
                .map(loans -> new GradientSplit(
                        budgets,
                        loans,
                        problem.expectedReturn(loans),
                        ScenarioTail.cvar(lossesAt(loans), problem.level()),
                        problem.cvar(loans),
                        solver.keepsLimit(loans),
                        steps));
    }

    private Optional<double[]> next(double[] budgets, double step) {
        Optional<double[]> here = solver.decide(budgets);
        double[] gain = new double[budgets.length];
        double[] slope = new double[budgets.length];
        double little = LITTLE * problem.capital();
        for (int i = 0; i < budgets.length && here.isPresent(); i++) {
            double[] more = budgets.clone();
            more[i] += little;
            Optional<double[]> there = solver.decide(more);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            gain[i] = (problem.expectedReturn(there.get()) - problem.expectedReturn(here.get())) / little;
            slope[i] = slope(here.get(), there.get()) / little;
        }
        return here.map(
                loans -> project(budgets, gain, step, ScenarioTail.cvar(lossesAt(loans), problem.level()), slope));
    }

    /** The change of CVaR between two decisions: the mean over the worst losses at the first. */
    private double slope(double[] loans, double[] others) {
        double[] at = lossesAt(loans);
        double worst = ScenarioTail.valueAtRisk(at, problem.level());
        double sum = 0;
        int count = 0;
        for (int i = 0; i < at.length; i++) {
            if (at[i] >= worst) {
                count++;
                for (int j = 0; j < loans.length; j++) {
                    sum += sample[i][j] * (others[j] - loans[j]);
                }
            }
        }
        return sum / count;
    }

    private double[] lossesAt(double[] loans) {
        double[] at = new double[sample.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < loans.length; j++) {
                at[i] += sample[i][j] * loans[j];
            }
        }
        return at;
    }

    /**
     * The nearest split to a step along the gain, within the step's length and the linear limit; where that leaves none, the
     * least CVaR within the step's length.
     */
    private double[] project(double[] budgets, double[] gain, double step, double cvar, double[] slope) {
        double length = Arrays.stream(gain).map(Math::abs).max().orElse(0);
        double[] target = budgets.clone();
        double room = problem.cvarLimit() - cvar;
        for (int i = 0; i < target.length; i++) {
            target[i] += length > 0 ? step * gain[i] / length : 0;
            room += slope[i] * budgets[i];
        }
        ConeProgram.Builder program = splits(budgets, step).atMost(slope, room);
        double[][] unit = new double[target.length][target.length];
        for (int i = 0; i < target.length; i++) {
            unit[i][i] = 1;
            program.linear(i, -target[i]);
        }
        Solution nearest = ConeSolver.solve(program.quadratic(unit).build());
        if (nearest.optimal()) {
            return nearest.x();
        }
        ConeProgram.Builder least = splits(budgets, step);
        for (int i = 0; i < target.length; i++) {
            least.linear(i, slope[i]);
        }
        return ConeSolver.solve(least.build()).x();
    }

    private ConeProgram.Builder splits(double[] budgets, double step) {
        double[] ones = new double[budgets.length];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(budgets.length).equal(ones, problem.capital());
        for (int i = 0; i < budgets.length; i++) {
            builder.lower(i, Math.max(0, budgets[i] - step)).upper(i, budgets[i] + step);
        }
        return builder;
    }
}
