package io.github.loantwin.optimizer.solver;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Solves CVaR programs with many scenarios through few of them.
 *
 * <p>At a guess of x scenarios far above the quantile are taken as surely in the tail, where
 * their excess is linear and adds up to one row; scenarios far below are left out; those between are kept. Each replaces
 * max(0, e) by something not larger, so that the optimum of this program is a lower bound. If CVaR of its x over
 * <em>all</em> scenarios agrees with it, x is optimal; if not, the scenarios that were taken wrongly are kept from then on
 * and the program is solved again. What is kept only grows, so this ends. The guess comes from samples of growing size,
 * each solved roughly in the same way.
 */
final class TailRestriction {
    private static final int ALL = 1000;
    private static final int FIRST_SAMPLE = 300;
    private static final double GROWTH = 10;
    private static final int FEWEST = 20;
    private static final int FEWEST_KEPT = 300;

    /** Share of the tail that a guess from a tail of m scenarios has wrong, about: this times sqrt(variables / m). */
    private static final double GUESS_ERROR = 0.75;

    private static final double ROUGH = 1e-2;
    private static final double NEAR = 1e-4;
    private static final int ROUNDS = 40;
    private static final double AGREES = 1e-9;

    private final CvarProgram program;
    private final ConeProgram base;
    private final int n;
    private final double tail;
    private final double largestLoss;
    private final ScenarioRoles roles;
    private final long started = System.nanoTime();
    private int rounds;
    private int iterations;
    private int kept;

    TailRestriction(CvarProgram program) {
        this.program = program;
        this.base = program.base();
        this.n = base.variables();
        this.tail = program.tail();
        this.largestLoss = Arrays.stream(program.losses())
                .mapToDouble(KktSystem::max)
                .max()
                .orElse(0);
        this.roles = new ScenarioRoles(program.losses());
    }

    CvarSolution solve() {
        if (program.losses().length <= ALL) {
            roles.keepSample(1);
        } else {
            approach();
        }
        while (true) {
            Solution restricted = solveRestricted(tail, 0);
            CvarSolution checked = check(restricted);
            boolean useful = restricted.optimal() || restricted.status() == SolveStatus.STALLED;
            if (checked.solution().optimal() || !useful || rounds >= ROUNDS) {
                return checked;
            }
            if (!roles.keepWrong(program.lossesAt(x(restricted)), restricted.x()[n])) {
                return checked;
            }
        }
    }

    /** Solves samples of growing size, the last of which is all, each with the scenarios near the answer of the one before. */
    private void approach() {
        double ratio = (double) program.losses().length / FIRST_SAMPLE;
        int steps = (int) Math.ceil(Math.log(ratio) / Math.log(GROWTH));
        int stride = (int) Math.round(ratio);
        roles.keepSample(stride);
        Solution last = solveRestricted(tail(stride), ROUGH);
        for (int step = steps - 1; step >= 0; step--) {
            double wrong = Math.min(1, GUESS_ERROR * Math.sqrt(n / tail(stride)));
            stride = (int) Math.round(Math.pow(ratio, (double) step / steps));
            double most = Math.max(FEWEST_KEPT, 2 * wrong * tail(stride));
            roles.keepNear(x(last), stride, tail(stride), (int) most);
            last = solveRestricted(tail(stride), NEAR);
        }
        roles.keepWrong(program.lossesAt(x(last)), last.x()[n]);
    }

    /** The tail's mass in a sample, but a few scenarios wide at least: a guess at a lower level beats one from two. */
    private double tail(int stride) {
        return stride == 1 ? tail : Math.max(FEWEST, (1 - program.level()) * roles.sampled(stride));
    }

    private double[] x(Solution solution) {
        return Arrays.copyOf(solution.x(), n);
    }

    /** Variables: x, the quantile t, one excess per kept scenario. */
    private Solution solveRestricted(double tailMass, double accuracy) {
        kept = roles.countKept();
        int certain = 0;
        double[] certainLoss = new double[n];
        for (int i = 0; i < program.losses().length; i++) {
            if (roles.inTail(i)) {
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
        ConeProgram few = restricted(cvarRow, objective(cvarRow), program.limit());
        Solution solution = accuracy > 0 ? ConeSolver.rough(few, accuracy) : ConeSolver.solve(few);
        if (accuracy == 0
                && solution.status() == SolveStatus.STALLED
                && program.limit().isPresent()) {
            solution = missedByLittle(few, cvarRow, solution);
        }
        rounds++;
        iterations += solution.iterations();
        return solution;
    }

    private double[] objective(double[] cvarRow) {
        double[] q = new double[cvarRow.length];
        for (int j = 0; j < q.length; j++) {
            q[j] = program.weight() * cvarRow[j] + (j < n ? base.q()[j] : 0);
        }
        return q;
    }

    /**
     * Looks for the least CVaR alone, whose multipliers and 1 for the limit are a proof where the limit lies below it: the
     * search for the least violation often lacks the digits to see that.
     */
    private Solution missedByLittle(ConeProgram few, double[] cvarRow, Solution stalled) {
        Solution least = ConeSolver.solvePolished(restricted(cvarRow, cvarRow, OptionalDouble.empty()));
        Point proof = new Point(few);
        System.arraycopy(least.x(), 0, proof.x, 0, proof.x.length);
        System.arraycopy(least.y(), 0, proof.y, 0, proof.y.length);
        int limit = base.orthant();
        System.arraycopy(least.z(), 0, proof.z, 0, limit);
        proof.z[limit] = 1;
        System.arraycopy(least.z(), limit, proof.z, limit + 1, least.z().length - limit);
        Certificates certificates = new Certificates(few);
        certificates.leaveToBounds(proof);
        return certificates.provesInfeasible(proof)
                ? certificates.infeasible(proof, proof, stalled.iterations() + least.iterations(), started)
                : stalled;
    }

    private ConeProgram restricted(double[] cvarRow, double[] q, OptionalDouble limit) {
        int variables = cvarRow.length;
        int limits = limit.isPresent() ? 1 : 0;
        SparseMatrix.RowBuilder g = new SparseMatrix.RowBuilder(variables);
        int rows = base.h().length;
        double[] h = new double[rows + limits + 2 * kept];
        g.addRows(base.g(), 0, base.orthant());
        System.arraycopy(base.h(), 0, h, 0, base.orthant());
        if (limits > 0) {
            g.addRow(cvarRow);
            h[base.orthant()] = limit.getAsDouble();
        }
        appendScenarios(g);
        g.addRows(base.g(), base.orthant(), rows);
        System.arraycopy(base.h(), base.orthant(), h, base.orthant() + limits + 2 * kept, rows - base.orthant());
        SparseMatrix.RowBuilder p = new SparseMatrix.RowBuilder(variables);
        p.addRows(base.p(), 0, n);
        for (int j = n; j < variables; j++) {
            p.endRow();
        }
        SparseMatrix.RowBuilder a = new SparseMatrix.RowBuilder(variables);
        a.addRows(base.a(), 0, base.b().length);
        int orthant = base.orthant() + limits + 2 * kept;
        return new ConeProgram(p.build(), q, a.build(), base.b(), g.build(), h, orthant, base.cones());
    }

    private void appendScenarios(SparseMatrix.RowBuilder g) {
        int at = n + 1;
        for (int i = 0; i < program.losses().length; i++) {
            if (roles.kept(i)) {
                double[] loss = program.losses()[i];
                for (int j = 0; j < n; j++) {
                    g.put(j, loss[j]);
                }
                g.put(n, -1).put(at, -1).endRow();
                g.put(at++, -1).endRow();
            }
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
        double size = Math.max(Math.abs(objective), Math.abs(restricted.objective()));
        size = Math.max(size, 1e-3 * Math.abs(cvar) + 1e-4 * program.weight() * largestLoss);
        double error = Math.max((objective - restricted.objective()) / size, 0);
        double row = Math.max(Math.abs(limit), Math.max(Math.abs(cvar), largestLoss)); // as KktCheck sizes a row
        boolean agrees = error <= KktCheck.OBJECTIVE && over <= AGREES * row;
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
