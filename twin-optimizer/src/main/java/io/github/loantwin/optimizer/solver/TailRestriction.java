package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * Solves CVaR programs with many scenarios through few of them.
 *
 * <p>At a first guess of x (from an even sample) scenarios far above the quantile are taken as surely in the tail, where
 * their excess is linear and adds up to one row; scenarios far below are left out; those between are kept. Each replaces
 * max(0, e) by something not larger, so that the optimum of this program is a lower bound. If CVaR of its x over
 * <em>all</em> scenarios agrees with it, x is optimal; if not, the scenarios that were taken wrongly are kept from then on
 * and the program is solved again. What is kept only grows, so this ends.
 */
final class TailRestriction {
    private static final int SAMPLE = 1500;
    private static final int FEWEST = 20;
    private static final double ROUGH = 1e-3;
    private static final double NEAR = 1e-5;
    private static final int ROUNDS = 40;
    private static final double AGREES = 1e-9;

    private static final byte LEFT_OUT = 0;
    private static final byte KEPT = 1;
    private static final byte IN_TAIL = 2;

    private final CvarProgram program;
    private final ConeProgram base;
    private final int n;
    private final double tail;
    private final byte[] role;
    private final long started = System.nanoTime();
    private int rounds;
    private int iterations;
    private int kept;

    TailRestriction(CvarProgram program) {
        this.program = program;
        this.base = program.base();
        this.n = base.variables();
        this.tail = program.tail();
        this.role = new byte[program.losses().length];
    }

    CvarSolution solve() {
        int scenarios = role.length;
        if (scenarios <= SAMPLE) {
            Arrays.fill(role, KEPT);
        } else {
            double[] guess = sampleSolution();
            chooseRoles(program.lossesAt(guess));
            Solution better = solveRestricted(tail, NEAR);
            if (Double.isFinite(better.relativeError())) {
                widen(program.lossesAt(x(better)), better.x()[n]);
            }
        }
        while (true) {
            Solution restricted = solveRestricted(tail, 0);
            CvarSolution checked = check(restricted);
            boolean useful = restricted.optimal() || restricted.status() == SolveStatus.STALLED;
            if (checked.solution().optimal() || !useful || rounds >= ROUNDS) {
                return checked;
            }
            if (!widen(program.lossesAt(x(restricted)), restricted.x()[n])) {
                return checked;
            }
        }
    }

    /**
     * Solves the program on an even sample of the scenarios, with the tail in proportion but at least a few scenarios
     * wide: a guess at a lower level is better than one from two scenarios.
     */
    private double[] sampleSolution() {
        int step = role.length / SAMPLE;
        for (int i = 0; i < role.length; i += step) {
            role[i] = KEPT;
        }
        int sampled = (role.length + step - 1) / step;
        return x(solveRestricted(Math.max(FEWEST, (1 - program.level()) * sampled), ROUGH));
    }

    private double[] x(Solution solution) {
        return Arrays.copyOf(solution.x(), n);
    }

    /** Keeps the scenarios whose loss is within a fifth of a tail of the quantile. */
    private void chooseRoles(double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        int scenarios = losses.length;
        int margin = (int) Math.max(150, 0.2 * tail);
        int low = (int) Math.max(0, scenarios - Math.ceil(tail) - margin);
        int high = (int) Math.min(scenarios, scenarios - Math.ceil(tail) + margin);
        double bottom = sorted[low];
        double top = high >= scenarios ? Double.POSITIVE_INFINITY : sorted[high];
        for (int i = 0; i < scenarios; i++) {
            role[i] = losses[i] < bottom ? LEFT_OUT : losses[i] > top ? IN_TAIL : KEPT;
        }
    }

    /** Keeps the scenarios on the wrong side of the quantile; returns whether there were any. */
    private boolean widen(double[] losses, double quantile) {
        boolean changed = false;
        for (int i = 0; i < role.length; i++) {
            boolean wrong = role[i] == LEFT_OUT ? losses[i] > quantile : role[i] == IN_TAIL && losses[i] < quantile;
            if (wrong) {
                role[i] = KEPT;
                changed = true;
            }
        }
        return changed;
    }

    /** Variables: x, the quantile t, one excess per kept scenario. */
    private Solution solveRestricted(double tailMass, double accuracy) {
        kept = 0;
        int certain = 0;
        double[] certainLoss = new double[n];
        for (int i = 0; i < role.length; i++) {
            kept += role[i] == KEPT ? 1 : 0;
            if (role[i] == IN_TAIL) {
                certain++;
                for (int j = 0; j < n; j++) {
                    certainLoss[j] += program.losses()[i][j];
                }
            }
        }
        double[] cvarRow = new double[n + 1 + kept];
        for (int j = 0; j < n; j++) {
            cvarRow[j] = certainLoss[j] / tailMass;
        }
        cvarRow[n] = 1 - certain / tailMass;
        Arrays.fill(cvarRow, n + 1, cvarRow.length, 1 / tailMass);
        ConeProgram few = restricted(cvarRow);
        Solution solution = accuracy > 0 ? ConeSolver.rough(few, accuracy) : ConeSolver.solve(few);
        rounds++;
        iterations += solution.iterations();
        return solution;
    }

    private ConeProgram restricted(double[] cvarRow) {
        int variables = cvarRow.length;
        int limits = program.limit().isPresent() ? 1 : 0;
        double[] q = new double[variables];
        for (int j = 0; j < variables; j++) {
            q[j] = program.weight() * cvarRow[j] + (j < n ? base.q()[j] : 0);
        }
        SparseMatrix.RowBuilder g = new SparseMatrix.RowBuilder(variables);
        int rows = base.h().length;
        double[] h = new double[rows + limits + 2 * kept];
        appendRows(base.g(), 0, base.orthant(), g);
        System.arraycopy(base.h(), 0, h, 0, base.orthant());
        if (limits > 0) {
            g.addRow(cvarRow);
            h[base.orthant()] = program.limit().getAsDouble();
        }
        appendScenarios(g);
        appendRows(base.g(), base.orthant(), rows, g);
        System.arraycopy(base.h(), base.orthant(), h, base.orthant() + limits + 2 * kept, rows - base.orthant());
        SparseMatrix.RowBuilder p = new SparseMatrix.RowBuilder(variables);
        appendRows(base.p(), 0, n, p);
        for (int j = n; j < variables; j++) {
            p.endRow();
        }
        SparseMatrix.RowBuilder a = new SparseMatrix.RowBuilder(variables);
        appendRows(base.a(), 0, base.b().length, a);
        int orthant = base.orthant() + limits + 2 * kept;
        return new ConeProgram(p.build(), q, a.build(), base.b(), g.build(), h, orthant, base.cones());
    }

    private void appendScenarios(SparseMatrix.RowBuilder g) {
        int at = n + 1;
        for (int i = 0; i < role.length; i++) {
            if (role[i] == KEPT) {
                double[] loss = program.losses()[i];
                for (int j = 0; j < n; j++) {
                    g.put(j, loss[j]);
                }
                g.put(n, -1).put(at, -1).endRow();
                g.put(at++, -1).endRow();
            }
        }
    }

    private static void appendRows(SparseMatrix from, int first, int last, SparseMatrix.RowBuilder to) {
        for (int i = first; i < last; i++) {
            for (int k = from.start(i); k < from.start(i + 1); k++) {
                to.put(from.index(k), from.value(k));
            }
            to.endRow();
        }
    }

    /** Measures the restricted program's x on all scenarios. */
    private CvarSolution check(Solution restricted) {
        double[] x = x(restricted);
        double[] losses = program.lossesAt(x);
        double cvar = ScenarioTail.cvar(losses, program.level());
        double quantile = ScenarioTail.valueAtRisk(losses, program.level());
        double limit = program.limit().orElse(Double.POSITIVE_INFINITY);
        double objective = base.objective(x) + program.weight() * cvar;
        double gap = Math.max(restricted.gap(), objective - restricted.objective());
        double over = Math.max(0, cvar - limit);
        double size = Math.max(1e-3 * Math.abs(cvar), Math.max(Math.abs(objective), Math.abs(restricted.objective())));
        double error = Math.max((objective - restricted.objective()) / size, 0);
        boolean agrees = error <= KktCheck.OBJECTIVE && over <= AGREES * Math.max(Math.abs(limit), Math.abs(cvar));
        SolveStatus status = restricted.status();
        if (status == SolveStatus.OPTIMAL && !agrees) {
            status = SolveStatus.STALLED;
        }
        int limits = program.limit().isPresent() ? 1 : 0;
        Solution solution = new Solution(
                status,
                x,
                restricted.y(),
                baseDuals(restricted.z(), limits),
                restricted.ray(),
                objective,
                Math.max(restricted.primalResidual(), over),
                restricted.dualResidual(),
                gap,
                Math.max(restricted.relativeError(), error * (KktCheck.FEASIBILITY / KktCheck.OBJECTIVE)),
                iterations,
                (System.nanoTime() - started) / 1e6);
        double price = limits > 0 ? restricted.z()[base.orthant()] : 0;
        return new CvarSolution(solution, quantile, cvar, price, rounds, kept);
    }

    private double[] baseDuals(double[] z, int limits) {
        double[] duals = new double[base.h().length];
        System.arraycopy(z, 0, duals, 0, base.orthant());
        int cones = duals.length - base.orthant();
        System.arraycopy(z, base.orthant() + limits + 2 * kept, duals, base.orthant(), cones);
        return duals;
    }
}
