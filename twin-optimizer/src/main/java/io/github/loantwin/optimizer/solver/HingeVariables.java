package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * Variables that the optimality matrix couples to the others through one row of G only, such as the excess loss of a
 * scenario in a CVaR program; they are eliminated before the dense factorisation. A few rows that hold many of them, such
 * as the limit on their sum, are set apart as borders of the matrix.
 *
 * <p>Eliminating u from its coupled row (g, gu) of weight w turns w g g' into w (1 - w gu^2 / H) g g' with H the curvature
 * of u; written as w (H - w gu^2) / H, with H - w gu^2 summed apart, nothing cancels. What is left is one (n+1) x (n+1)
 * system for CVaR, at O(scenarios n^2) per iteration.
 */
final class HingeVariables {
    private static final int NONE = -1;
    private static final int MANY = 8;
    private static final int MOST_BORDERS = 16;

    /** For each variable its place among the others, or -1 for a hinge. */
    final int[] core;
    /** For each hinge (by variable) its coupled row, or -1. */
    final int[] coupledRow;
    /** For each orthant row its hinge, or -1. */
    final int[] hingeOfRow;

    /** Orthant rows that hold many hinges. */
    final int[] borders;
    /** For each orthant row its place among the borders, or -1. */
    final int[] borderOfRow;

    final int coreSize;

    HingeVariables(ConeProgram program) {
        int n = program.variables();
        core = new int[n];
        coupledRow = new int[n];
        hingeOfRow = new int[program.h().length];
        Arrays.fill(coupledRow, NONE);
        Arrays.fill(hingeOfRow, NONE);
        boolean[] hinge = candidates(program);
        rejectUnbounded(program, hinge);
        rejectCommon(program.g(), program.orthant(), hinge);
        int[] crowded = crowdedRows(program.g(), program.orthant(), hinge);
        borderOfRow = new int[program.h().length];
        Arrays.fill(borderOfRow, NONE);
        if (crowded.length > MOST_BORDERS) {
            crowded = new int[0];
        }
        for (int t = 0; t < crowded.length; t++) {
            borderOfRow[crowded[t]] = t;
        }
        rejectSharedRows(program.g(), program.orthant(), hinge);
        int hinges = 0;
        for (boolean is : hinge) {
            hinges += is ? 1 : 0;
        }
        if (2 * hinges <= n) { // a dense factorisation of the whole is as good
            Arrays.fill(hinge, false);
            Arrays.fill(borderOfRow, NONE);
            crowded = new int[0];
        }
        borders = crowded;
        coreSize = number(hinge);
        assignRows(program.g(), program.orthant(), hinge);
    }

    private static int[] crowdedRows(SparseMatrix g, int orthant, boolean[] hinge) {
        return java.util.stream.IntStream.range(0, orthant)
                .filter(i -> java.util.stream.IntStream.range(g.start(i), g.start(i + 1))
                                .filter(k -> hinge[g.index(k)])
                                .count()
                        >= MANY)
                .toArray();
    }

    private static boolean[] candidates(ConeProgram program) {
        boolean[] hinge = new boolean[program.variables()];
        Arrays.fill(hinge, true);
        SparseMatrix p = program.p();
        for (int i = 0; i < p.rows(); i++) {
            for (int k = p.start(i); k < p.start(i + 1); k++) {
                if (p.index(k) != i) {
                    hinge[i] = false;
                    hinge[p.index(k)] = false;
                }
            }
        }
        exclude(program.a(), 0, hinge);
        exclude(program.g(), program.orthant(), hinge);
        return hinge;
    }

    /** Without a row or curvature of its own a variable has nothing to be eliminated by once its rows are borders. */
    private static void rejectUnbounded(ConeProgram program, boolean[] hinge) {
        boolean[] own = new boolean[hinge.length];
        SparseMatrix g = program.g();
        for (int i = 0; i < program.orthant(); i++) {
            if (g.start(i + 1) - g.start(i) == 1) {
                own[g.index(g.start(i))] = true;
            }
        }
        for (int j = 0; j < hinge.length; j++) {
            hinge[j] &= own[j] || program.p().start(j + 1) > program.p().start(j);
        }
    }

    /** A variable in more rows than one coupled row and all borders is none. */
    private static void rejectCommon(SparseMatrix g, int orthant, boolean[] hinge) {
        int[] shared = new int[hinge.length];
        for (int i = 0; i < orthant; i++) {
            for (int k = g.start(i); k < g.start(i + 1) && g.start(i + 1) - g.start(i) > 1; k++) {
                hinge[g.index(k)] &= ++shared[g.index(k)] <= MOST_BORDERS + 1;
            }
        }
    }

    private static void exclude(SparseMatrix matrix, int fromRow, boolean[] hinge) {
        for (int k = matrix.start(fromRow); k < matrix.size(); k++) {
            hinge[matrix.index(k)] = false;
        }
    }

    /** A hinge may stand in one row with others, and a row may hold one hinge. */
    private void rejectSharedRows(SparseMatrix g, int orthant, boolean[] hinge) {
        int[] shared = new int[hinge.length];
        for (int i = 0; i < orthant; i++) {
            for (int k = g.start(i); k < g.start(i + 1) && isShared(g, i); k++) {
                hinge[g.index(k)] &= ++shared[g.index(k)] == 1;
            }
        }
        for (int i = 0; i < orthant; i++) {
            boolean taken = false;
            for (int k = g.start(i); k < g.start(i + 1) && borderOfRow[i] == NONE; k++) {
                hinge[g.index(k)] &= !taken;
                taken |= hinge[g.index(k)];
            }
        }
    }

    private boolean isShared(SparseMatrix g, int row) {
        return g.start(row + 1) - g.start(row) > 1 && borderOfRow[row] == NONE;
    }

    private int number(boolean[] hinge) {
        int next = 0;
        for (int j = 0; j < hinge.length; j++) {
            core[j] = hinge[j] ? NONE : next++;
        }
        return next;
    }

    private void assignRows(SparseMatrix g, int orthant, boolean[] hinge) {
        for (int i = 0; i < orthant; i++) {
            for (int k = g.start(i); k < g.start(i + 1); k++) {
                if (hinge[g.index(k)] && borderOfRow[i] == NONE) {
                    hingeOfRow[i] = g.index(k);
                    if (g.start(i + 1) - g.start(i) > 1) {
                        coupledRow[g.index(k)] = i;
                    }
                }
            }
        }
    }

    boolean isHinge(int variable) {
        return core[variable] == NONE;
    }
}
