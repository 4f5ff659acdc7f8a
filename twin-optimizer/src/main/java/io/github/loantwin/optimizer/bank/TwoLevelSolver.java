package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Solves the two-level problem exactly by branch and bound on the budgets.
 *
 * <p>Without the bank's limit the problem would be concave in w; with it, the set of splits that keep it is not convex.
 * A node is a box of budgets; {@link JointProgram} bounds it from above; its split, decided by the branches themselves,
 * bounds the best from below, after a search (by secants and halving) towards a split known to keep the limit where it does not. The box with the
 * highest bound is split along its widest budget. Shrinking boxes close the gap, since the
 * secants close on the values.
 */
public final class TwoLevelSolver {
    private static final double GAP = 1e-6;
    private static final double LIMIT_TOLERANCE = 1e-9;

    /** How far, as a share, a secant is lowered: the values are known to the solver's accuracy only. */
    private static final double SLACK = 1e-13;

    private static final int MOST_NODES = 2_000;

    private final BankProblem problem;
    private final int loansCount;
    private final List<BranchModel> models;
    private final JointProgram joint;
    private double[] bestBudgets = {};
    private double[] bestLoans = {};
    private double best = Double.NEGATIVE_INFINITY;
    private int nodes;

    private record Box(double[] low, double[] high, double bound, double[] budgets) {}

    /** Creates a solver of one problem. */
    public TwoLevelSolver(BankProblem problem) {
        this.problem = problem;
        this.loansCount = problem.meanLoss().length;
        this.models = IntStream.range(0, problem.branches().size())
                .mapToObj(i -> new BranchModel(problem, i))
                .toList();
        this.joint = new JointProgram(problem, models);
    }

    /** Returns what the branches do with given budgets, all loans one behind the other; empty if one cannot keep its limit. */
    public Optional<double[]> decide(double[] budgets) {
        double[] loans = new double[loansCount];
        for (int i = 0; i < models.size(); i++) {
            Optional<BranchDecision> decision = models.get(i).decide(budgets[i]);
            if (decision.isEmpty()) {
                return Optional.empty();
            }
            double[] x = decision.get().loans();
            System.arraycopy(x, 0, loans, models.get(i).first, x.length);
        }
        return Optional.of(loans);
    }

    /** Returns whether loans keep the bank's limit. */
    public boolean keepsLimit(double[] loans) {
        return problem.cvar(loans) <= problem.cvarLimit() + LIMIT_TOLERANCE;
    }

    /** Solves the two-level problem. */
    public TwoLevelSolution solve() {
        long start = System.nanoTime();
        int branches = models.size();
        double[] high = new double[branches];
        Arrays.fill(high, problem.capital());
        PriorityQueue<Box> open =
                new PriorityQueue<>(Comparator.comparingDouble(Box::bound).reversed());
        bound(new double[branches], high, Double.POSITIVE_INFINITY).ifPresent(open::add);
        double upper = open.isEmpty() ? Double.NEGATIVE_INFINITY : open.peek().bound();
        while (!open.isEmpty() && nodes < MOST_NODES) {
            Box box = open.poll();
            upper = box.bound();
            if (upper <= best + tolerance()) {
                break;
            }
            int along = widest(box);
            double at = cut(box, along);
            double[] middleHigh = box.high().clone();
            double[] middleLow = box.low().clone();
            middleHigh[along] = at;
            middleLow[along] = at;
            bound(box.low(), middleHigh, box.bound()).ifPresent(open::add);
            bound(middleLow, box.high(), box.bound()).ifPresent(open::add);
            if (open.isEmpty()) {
                upper = best;
            }
        }
        return solution(upper, start);
    }

    private TwoLevelSolution solution(double upper, long start) {
        boolean found = bestLoans.length > 0;
        boolean closed = upper <= best + tolerance();
        boolean unsure = models.stream().anyMatch(BranchModel::unsure);
        SolveStatus status = !found && nodes < MOST_NODES
                ? SolveStatus.INFEASIBLE
                : closed ? SolveStatus.OPTIMAL : SolveStatus.LIMIT;
        if (unsure) { // a branch's program had no clear end, and its box may have been dropped for it
            status = SolveStatus.STALLED;
        }
        return new TwoLevelSolution(
                status,
                bestBudgets,
                bestLoans,
                best,
                Math.max(upper, best),
                found ? problem.cvar(bestLoans) : Double.NaN,
                nodes,
                (System.nanoTime() - start) / 1e6);
    }

    /** The gap that is good enough: a millionth of the capital. */
    private double tolerance() {
        return GAP * problem.capital();
    }

    /** Bounds a box; empty if it holds no split that could be better than the best. */
    private Optional<Box> bound(double[] wideLow, double[] wideHigh, double parent) {
        nodes++;
        double[] low = wideLow.clone();
        double[] high = wideHigh.clone();
        tighten(low, high);
        double[][] secants = new double[models.size()][];
        double most = 0;
        double least = 0;
        for (int i = 0; i < secants.length; i++) {
            double width = high[i] - low[i];
            Optional<BranchDecision> from = models.get(i).decide(low[i]);
            Optional<BranchDecision> to = models.get(i).decide(high[i]);
            if (width < 0 || from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            most += to.get().value();
            least += from.get().value();
            double slack = SLACK * Math.abs(to.get().value())
                    + from.get().gap()
                    + to.get().gap();
            double slope = width > 0 ? (to.get().value() - from.get().value()) / width : 0;
            secants[i] = new double[] {slope, from.get().value() - slope * low[i] - slack};
        }
        Solution relaxed = joint.relaxed(low, high, secants);
        int n = loansCount;
        double[] budgets = Arrays.copyOfRange(relaxed.x(), n, n + models.size());
        tryBudgets(budgets);
        double bound = Math.min(Math.min(most, parent), dualBound(relaxed));
        if (bound < least - tolerance()) { // values rise with budgets, so only a missed limit can cost that much
            return Optional.empty();
        }
        return bound > best ? Optional.of(new Box(low, high, bound, budgets)) : Optional.empty();
    }

    /**
     * The dual objective, less what its residual r could add: r'x, where loans and budgets each sum to the capital and t is below
     * it. It is a bound whether or not the point is optimal, and whether or not limits had more to learn.
     */
    private double dualBound(Solution relaxed) {
        return -relaxed.objective() + relaxed.gap() + 3 * problem.capital() * relaxed.dualResidual();
    }

    /** Budgets sum to the capital: what the others can or must take narrows each. */
    private void tighten(double[] low, double[] high) {
        double lows = Arrays.stream(low).sum();
        double highs = Arrays.stream(high).sum();
        for (int i = 0; i < low.length; i++) {
            double smallest = problem.capital() - (highs - high[i]);
            double largest = problem.capital() - (lows - low[i]);
            low[i] = Math.max(low[i], smallest);
            high[i] = Math.min(high[i], largest);
        }
    }

    /** Takes a split as the best if it is, after moving it towards the best one until the bank's limit is kept. */
    private void tryBudgets(double[] budgets) {
        Optional<double[]> loans = decide(budgets);
        if (loans.isEmpty()) {
            return;
        }
        if (keepsLimit(loans.get())) {
            keep(budgets, loans.get());
            return;
        }
        if (bestBudgets.length == 0 || problem.expectedReturn(loans.get()) <= best) {
            return;
        }
        double[] inside = bestBudgets.clone();
        double[] outside = budgets.clone();
        double slack = Math.min(0, excess(bestLoans));
        double excess = excess(loans.get());
        double promised = problem.expectedReturn(loans.get());
        for (int step = 1; promised > best + 1e-4 * tolerance() && distance(inside, outside) > nothing(); step++) {
            boolean halve = step % 3 == 0 || !(excess > 0);
            double share = halve ? 0.5 : Math.min(0.99, Math.max(0.01, -slack / (excess - slack)));
            double[] between = new double[inside.length];
            for (int i = 0; i < between.length; i++) {
                between[i] = inside[i] + share * (outside[i] - inside[i]);
            }
            Optional<double[]> decided = decide(between);
            if (decided.isPresent() && keepsLimit(decided.get())) {
                keep(between, decided.get());
                inside = between;
                slack = Math.min(0, excess(decided.get()));
            } else {
                outside = between;
                excess = decided.map(this::excess).orElse(Double.NaN);
                promised = decided.map(problem::expectedReturn).orElse(promised);
            }
        }
    }

    /** By how much loans are over the bank's limit. */
    private double excess(double[] loans) {
        return problem.cvar(loans) - problem.cvarLimit();
    }

    /** A distance of budgets that does not matter. */
    private double nothing() {
        return 1e-9 * problem.capital();
    }

    private static double distance(double[] a, double[] b) {
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance = Math.max(distance, Math.abs(a[i] - b[i]));
        }
        return distance;
    }

    private void keep(double[] budgets, double[] loans) {
        double value = problem.expectedReturn(loans);
        if (value > best) {
            best = value;
            bestBudgets = budgets.clone();
            bestLoans = loans.clone();
        }
    }

    /** The branch with the widest range of budgets. */
    private int widest(Box box) {
        int at = 0;
        double most = -1;
        for (int i = 0; i < models.size(); i++) {
            double width = box.high()[i] - box.low()[i];
            if (width > most) {
                most = width;
                at = i;
            }
        }
        return at;
    }

    /** The relaxed split's budget if it is well inside, else the middle. */
    private static double cut(Box box, int along) {
        double low = box.low()[along];
        double width = box.high()[along] - low;
        double share = (box.budgets()[along] - low) / width;
        return share > 0.1 && share < 0.9 ? box.budgets()[along] : low + 0.5 * width;
    }

    /** Returns the one-level optimum: a headquarters that decides every loan, under all limits. */
    public OneLevelSolution oneLevel() {
        double[] high = new double[models.size()];
        Arrays.fill(high, problem.capital());
        Solution solution = joint.solve(new double[models.size()], high);
        int n = loansCount;
        double price = solution.optimal() ? joint.bankPrice(solution) : 0;
        double[] loans = Arrays.copyOf(solution.x(), n);
        double[] budgets = Arrays.copyOfRange(solution.x(), n, n + models.size());
        return new OneLevelSolution(solution.status(), budgets, loans, -solution.objective(), price);
    }

    /**
     * Returns what the branches do when each loan is charged the bank's price of CVaR times its marginal CVaR at the
     * one-level optimum, with the one-level budgets; empty if a branch cannot keep its limit.
     */
    public Optional<double[]> decideUnderTransferPrices(OneLevelSolution central) {
        double[] charge = problem.marginalCvar(central.loans());
        List<double[]> parts = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            BranchModel model = models.get(i);
            double[] own = new double[model.meanLoss.length];
            for (int j = 0; j < own.length; j++) {
                own[j] = central.cvarPrice() * charge[model.first + j];
            }
            Optional<BranchDecision> decision = model.decide(central.budgets()[i], own);
            if (decision.isEmpty()) {
                return Optional.empty();
            }
            parts.add(decision.get().loans());
        }
        return Optional.of(parts.stream().flatMapToDouble(Arrays::stream).toArray());
    }
}
