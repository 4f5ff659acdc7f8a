package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * Solves the optimality system of one interior-point step, with iterative refinement:
 *
 * <pre>
 *   [ P  A'  G'  ] [dx]   [bx]
 *   [ A  0   0   ] [dy] = [by]
 *   [ G  0  -W^2 ] [dz]   [bz]
 * </pre>
 *
 * <p>The last row gives dz = W^-2 (G dx - bz); what remains is [H A'; A 0] with H = P + G'W^-2 G. A'A is added to H, with
 * A'by on the right, which changes no solution but makes H definite whenever the program has one; tiny regularisation
 * makes the whole quasi-definite for {@link LdlFactor}. A second-order cone adds eta^-2 (2 v v' - G'JG), v = G'Jw, of
 * which G'JG is constant, so that a variance limit costs no more than a quadratic objective. Refinement works on the full
 * system above. Hinge variables and the
 * rows that border the matrix are described in {@link HingeVariables}. Sources: Nocedal, Wright (2006), section 16.6; Vandenberghe (2010), section 10.
 */
final class KktSystem {
    private static final double REGULARISATION = 1e-13;
    private static final int REFINEMENTS = 6;

    private final ConeProgram program;
    private final Cones cones;
    private final NesterovTodd scaling;
    private final HingeVariables hinges;
    private final int n;
    private final int core;
    private final LdlFactor factor;
    private final double[][] constant;
    private final ConeBlock[] blocks;
    private final double[][] fullRow;
    private final double[] hingeCurvature;
    private final double[] hingeRest;
    private final double[] hingeRight;

    private final double[][] border;
    private final double[] coupling;
    private final double[] right;
    private final double[] reduced;
    private final double[] rows;
    private final double[] rows2;
    private final Residual residual;
    private final Residual correction;

    /** Right-hand side or solution of the three-row system. */
    private static final class Residual {
        final double[] x;
        final double[] y;
        final double[] z;

        Residual(int n, int p, int m) {
            x = new double[n];
            y = new double[p];
            z = new double[m];
        }

        double norm() {
            return Math.max(max(x), Math.max(max(y), max(z)));
        }
    }

    KktSystem(ConeProgram program, Cones cones, NesterovTodd scaling) {
        this.program = program;
        this.cones = cones;
        this.scaling = scaling;
        this.hinges = new HingeVariables(program);
        this.n = program.variables();
        this.core = hinges.coreSize;
        int p = program.b().length;
        int m = program.h().length;
        requireMemory(core + p + hinges.borders.length);
        this.factor = new LdlFactor(core + p + hinges.borders.length, core);
        this.constant = constantPart();
        this.blocks = new ConeBlock[cones.count()];
        for (int k = 0; k < blocks.length; k++) {
            blocks[k] = new ConeBlock(program.g(), cones.first(k), cones.first(k + 1));
        }
        this.fullRow = fullRows();
        this.hingeCurvature = new double[core < n ? n : 0];
        this.hingeRest = new double[core < n ? n : 0];
        this.hingeRight = new double[core < n ? n : 0];
        this.right = new double[n];
        this.reduced = new double[core + p + hinges.borders.length];
        this.border = borderRows();
        this.coupling = couplings();
        this.rows = new double[m];
        this.rows2 = new double[m];
        this.residual = new Residual(n, p, m);
        this.correction = new Residual(n, p, m);
    }

    private static void requireMemory(int size) {
        double needed = 16.0 * size * size;
        double there = Runtime.getRuntime().maxMemory();
        if (needed > 0.8 * there) {
            throw new IllegalArgumentException(String.format(
                    java.util.Locale.ROOT,
                    "the dense matrices of a program with %d variables and equalities must fit into memory: %.1f GB, got"
                            + " %.1f GB.%nMaybe give Java more: -Xmx (TWIN_JAVA_OPTS for the command line).",
                    size,
                    needed / 1e9,
                    there / 1e9));
        }
    }

    private double[][] constantPart() {
        double[][] c = new double[core][core];
        SparseMatrix p = program.p();
        for (int i = 0; i < n; i++) {
            for (int k = p.start(i); k < p.start(i + 1) && !hinges.isHinge(i); k++) {
                c[hinges.core[i]][hinges.core[p.index(k)]] += p.value(k);
            }
        }
        for (int i = 0; i < program.a().rows(); i++) {
            addOuter(c, program.a(), i, 1);
        }
        for (int i = 0; i < core; i++) {
            c[i][i] += REGULARISATION;
        }
        return c;
    }

    /** For each hinge its element in its coupled row. */
    private double[] couplings() {
        double[] elements = new double[n];
        SparseMatrix g = program.g();
        for (int j = 0; j < n; j++) {
            int row = hinges.coupledRow[j];
            for (int k = row < 0 ? 0 : g.start(row); row >= 0 && k < g.start(row + 1); k++) {
                elements[j] += g.index(k) == j ? g.value(k) : 0;
            }
        }
        return elements;
    }

    private double[][] borderRows() {
        double[][] full = new double[hinges.borders.length][n];
        for (int t = 0; t < full.length; t++) {
            int row = hinges.borders[t];
            for (int k = program.g().start(row); k < program.g().start(row + 1); k++) {
                full[t][program.g().index(k)] = program.g().value(k);
            }
        }
        return full;
    }

    /** Rows of G that fill most of the core, as plain arrays for the blocked update; null where sparse is better. */
    private double[][] fullRows() {
        SparseMatrix g = program.g();
        double[][] full = new double[cones.orthant()][];
        for (int i = 0; i < cones.orthant(); i++) {
            int size = g.start(i + 1) - g.start(i);
            if (size >= 8 && 3 * size >= core && hinges.borderOfRow[i] < 0) {
                full[i] = new double[core];
                for (int k = g.start(i); k < g.start(i + 1); k++) {
                    if (!hinges.isHinge(g.index(k))) {
                        full[i][hinges.core[g.index(k)]] = g.value(k);
                    }
                }
            }
        }
        return full;
    }

    /** Adds weight row row' of the core to the upper triangle. */
    private void addOuter(double[][] target, SparseMatrix matrix, int row, double weight) {
        for (int k = matrix.start(row); k < matrix.start(row + 1); k++) {
            int i = hinges.core[matrix.index(k)];
            double factorOfRow = weight * matrix.value(k);
            for (int l = matrix.start(row); l < matrix.start(row + 1); l++) {
                int j = hinges.core[matrix.index(l)];
                if (j >= i && i >= 0) {
                    target[i][j] += factorOfRow * matrix.value(l);
                }
            }
        }
    }

    /** Factors the system for the present scaling. */
    void factor() {
        double[][] h = factor.rows();
        for (int i = 0; i < core; i++) {
            System.arraycopy(constant[i], i, h[i], i, core - i);
            Arrays.fill(h[i], core, h.length, 0);
        }
        sumHinges();
        addOrthant(h);
        for (int k = 0; k < blocks.length; k++) {
            addCone(h, k);
        }
        addEqualities(h);
        addBorders(h);
        factor.factor();
    }

    private void sumHinges() {
        if (core == n) {
            return;
        }
        SparseMatrix g = program.g();
        for (int j = 0; j < n; j++) {
            hingeRest[j] = REGULARISATION;
            hingeCurvature[j] = 0;
            for (int k = program.p().start(j); k < program.p().start(j + 1); k++) {
                hingeRest[j] += program.p().index(k) == j ? program.p().value(k) : 0;
            }
        }
        for (int i = 0; i < cones.orthant(); i++) {
            int hinge = hinges.hingeOfRow[i];
            if (hinge >= 0) {
                double element = hinges.coupledRow[hinge] == i ? coupling[hinge] : g.value(g.start(i));
                double curvature = scaling.inverseSquare(i) * element * element;
                (hinges.coupledRow[hinge] == i ? hingeCurvature : hingeRest)[hinge] += curvature;
            }
        }
        for (int j = 0; j < n; j++) {
            hingeCurvature[j] += hingeRest[j];
        }
    }

    private double weight(int row) {
        double weight = scaling.inverseSquare(row);
        int hinge = hinges.hingeOfRow[row];
        return hinge < 0 ? weight : weight * (hingeRest[hinge] / hingeCurvature[hinge]);
    }

    private void addOrthant(double[][] h) {
        int waiting = 0;
        int w0 = 0;
        int w1 = 0;
        int w2 = 0;
        for (int i = 0; i < cones.orthant(); i++) {
            if (fullRow[i] == null) {
                if (hinges.borderOfRow[i] < 0
                        && (hinges.hingeOfRow[i] < 0 || hinges.coupledRow[hinges.hingeOfRow[i]] == i)) {
                    addOuter(h, program.g(), i, weight(i));
                }
                continue;
            }
            waiting++;
            if (waiting == 1) {
                w0 = i;
            } else if (waiting == 2) {
                w1 = i;
            } else if (waiting == 3) {
                w2 = i;
            } else {
                addFour(h, w0, w1, w2, i);
                waiting = 0;
            }
        }
        if (waiting > 0) {
            addFew(h, waiting, w0, w1, w2);
        }
    }

    private void addFour(double[][] h, int a, int b, int c, int d) {
        double[] ra = fullRow[a];
        double[] rb = fullRow[b];
        double[] rc = fullRow[c];
        double[] rd = fullRow[d];
        double wa = weight(a);
        double wb = weight(b);
        double wc = weight(c);
        double wd = weight(d);
        for (int i = 0; i < core; i++) {
            LdlFactor.addFour(h[i], i, core, wa * ra[i], ra, wb * rb[i], rb, wc * rc[i], rc, wd * rd[i], rd);
        }
    }

    private void addFew(double[][] h, int count, int w0, int w1, int w2) {
        addFull(h, w0);
        if (count > 1) {
            addFull(h, w1);
        }
        if (count > 2) {
            addFull(h, w2);
        }
    }

    private void addFull(double[][] h, int row) {
        double weight = weight(row);
        double[] g = fullRow[row];
        for (int i = 0; i < core; i++) {
            double f = weight * g[i];
            double[] target = h[i];
            for (int j = i; j < core; j++) {
                target[j] += f * g[j];
            }
        }
    }

    private void addCone(double[][] h, int k) {
        scaling.reflected(k, rows);
        double scale = 1 / (scaling.eta(k) * scaling.eta(k));
        blocks[k].add(program.g(), rows, scale, hinges.core, h);
    }

    private void addEqualities(double[][] h) {
        SparseMatrix a = program.a();
        for (int i = 0; i < a.rows(); i++) {
            for (int k = a.start(i); k < a.start(i + 1); k++) {
                h[hinges.core[a.index(k)]][core + i] = a.value(k);
            }
            Arrays.fill(h[core + i], core + i, h.length, 0);
            h[core + i][core + i] = -REGULARISATION;
        }
    }

    /** Border rows stay in the matrix, [H g; g' -W^2], with the hinges eliminated from them. */
    private void addBorders(double[][] h) {
        int first = core + program.b().length;
        for (int t = 0; t < border.length; t++) {
            double[] g = border[t];
            Arrays.fill(h[first + t], first + t, h.length, 0);
            h[first + t][first + t] = -REGULARISATION - 1 / scaling.inverseSquare(hinges.borders[t]);
            for (int j = 0; j < n; j++) {
                if (!hinges.isHinge(j)) {
                    h[hinges.core[j]][first + t] += g[j];
                }
            }
        }
        for (int j = 0; j < n && border.length > 0; j++) {
            if (hinges.isHinge(j)) {
                eliminateFromBorders(h, j, first);
            }
        }
    }

    private void eliminateFromBorders(double[][] h, int j, int first) {
        int row = hinges.coupledRow[j];
        for (int t = 0; t < border.length; t++) {
            double f = border[t][j] / hingeCurvature[j];
            if (f == 0) {
                continue;
            }
            for (int other = t; other < border.length; other++) {
                h[first + t][first + other] -= f * border[other][j];
            }
            if (row >= 0) {
                addCoupled(h, row, j, first + t, -f);
            }
        }
    }

    private void addCoupled(double[][] h, int row, int j, int column, double f) {
        SparseMatrix g = program.g();
        double factorOfRow = f * scaling.inverseSquare(row) * coupling[j];
        for (int k = g.start(row); k < g.start(row + 1); k++) {
            if (g.index(k) != j) {
                h[hinges.core[g.index(k)]][column] += factorOfRow * g.value(k);
            }
        }
    }

    /** Solves for a right-hand side (bx, by, bz) into (dx, dy, dz), all separate arrays. */
    void solve(double[] bx, double[] by, double[] bz, double[] dx, double[] dy, double[] dz) {
        solveOnce(bx, by, bz, dx, dy, dz);
        double target = 1e-12 * Math.max(max(bx), Math.max(max(by), max(bz)));
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < REFINEMENTS; round++) {
            residual(bx, by, bz, dx, dy, dz);
            double norm = residual.norm();
            if (norm > before) { // the last correction did harm
                add(dx, -1, correction.x);
                add(dy, -1, correction.y);
                add(dz, -1, correction.z);
                return;
            }
            if (!(norm > target) || norm > 0.5 * before) {
                return;
            }
            before = norm;
            solveOnce(residual.x, residual.y, residual.z, correction.x, correction.y, correction.z);
            add(dx, 1, correction.x);
            add(dy, 1, correction.y);
            add(dz, 1, correction.z);
        }
    }

    private void solveOnce(double[] bx, double[] by, double[] bz, double[] dx, double[] dy, double[] dz) {
        weigh(bz, rows);
        for (int row : hinges.borders) {
            rows[row] = 0;
        }
        eliminateHinges(bx);
        System.arraycopy(bx, 0, right, 0, n);
        program.g().transposeAdd(1, rows, right);
        program.a().transposeAdd(1, by, right);
        for (int j = 0; j < n; j++) {
            if (!hinges.isHinge(j)) {
                reduced[hinges.core[j]] = right[j];
            }
        }
        System.arraycopy(by, 0, reduced, core, by.length);
        reduceBorders(bz);
        factor.solve(reduced);
        for (int j = 0; j < n; j++) {
            dx[j] = hinges.isHinge(j) ? 0 : reduced[hinges.core[j]];
        }
        System.arraycopy(reduced, core, dy, 0, dy.length);
        Arrays.fill(rows2, 0);
        program.g().multiplyAdd(1, dx, rows2);
        restoreHinges(dx);
        for (int i = 0; i < bz.length; i++) {
            int hinge = hinges.hingeOfRow[i];
            rows2[i] += (hinge < 0 ? 0 : element(i, hinge) * dx[hinge]) - bz[i];
        }
        weigh(rows2, dz);
        for (int t = 0; t < border.length; t++) {
            dz[hinges.borders[t]] = reduced[core + by.length + t];
        }
    }

    /** The element of a hinge in one of its rows. */
    private double element(int row, int hinge) {
        return hinges.coupledRow[hinge] == row
                ? coupling[hinge]
                : program.g().value(program.g().start(row));
    }

    /** Sums the hinges' right-hand sides and takes from the coupled rows what the hinges answer for. */
    private void eliminateHinges(double[] bx) {
        if (core == n) {
            return;
        }
        System.arraycopy(bx, 0, hingeRight, 0, n);
        for (int i = 0; i < cones.orthant(); i++) {
            int hinge = hinges.hingeOfRow[i];
            if (hinge >= 0) {
                hingeRight[hinge] += element(i, hinge) * rows[i];
            }
        }
        for (int j = 0; j < n; j++) {
            int row = hinges.isHinge(j) ? hinges.coupledRow[j] : -1;
            if (row >= 0) {
                rows[row] -= scaling.inverseSquare(row) * coupling[j] * hingeRight[j] / hingeCurvature[j];
            }
        }
    }

    private void reduceBorders(double[] bz) {
        int first = core + program.b().length;
        for (int t = 0; t < border.length; t++) {
            double sum = bz[hinges.borders[t]];
            for (int j = 0; j < n; j++) {
                if (hinges.isHinge(j)) {
                    sum -= border[t][j] * hingeRight[j] / hingeCurvature[j];
                }
            }
            reduced[first + t] = sum;
        }
    }

    /** Writes W^-2 v. */
    private void weigh(double[] v, double[] out) {
        scaling.applyInverse(v, out);
        scaling.applyInverse(out, out);
    }

    /** Adds the hinges to dx; rows2 holds the rows' products with the others. */
    private void restoreHinges(double[] dx) {
        for (int j = 0; j < n && core < n; j++) {
            if (hinges.isHinge(j)) {
                int row = hinges.coupledRow[j];
                double pull = row >= 0 ? scaling.inverseSquare(row) * coupling[j] * rows2[row] : 0;
                for (int t = 0; t < border.length; t++) {
                    pull += border[t][j] * reduced[core + program.b().length + t];
                }
                dx[j] = (hingeRight[j] - pull) / hingeCurvature[j];
            }
        }
    }

    private void residual(double[] bx, double[] by, double[] bz, double[] dx, double[] dy, double[] dz) {
        System.arraycopy(bx, 0, residual.x, 0, n);
        program.p().multiplyAdd(-1, dx, residual.x);
        program.a().transposeAdd(-1, dy, residual.x);
        program.g().transposeAdd(-1, dz, residual.x);
        System.arraycopy(by, 0, residual.y, 0, by.length);
        program.a().multiplyAdd(-1, dx, residual.y);
        scaling.apply(dz, rows);
        scaling.apply(rows, rows);
        for (int i = 0; i < bz.length; i++) {
            residual.z[i] = bz[i] + rows[i];
        }
        program.g().multiplyAdd(-1, dx, residual.z);
    }

    private static void add(double[] to, double factor, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    static double max(double[] v) {
        double max = 0;
        for (double element : v) {
            max = Math.max(max, Math.abs(element));
        }
        return max;
    }
}
