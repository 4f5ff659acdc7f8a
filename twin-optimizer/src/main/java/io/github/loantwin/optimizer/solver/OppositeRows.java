package io.github.loantwin.optimizer.solver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Pairs of inequalities that are an equality together, g'x <= h and -g'x <= -h, such as a floor and a cap of the same height.
 *
 * <p>They leave the feasible set without an interior, on whose path the method lives; as an equality they do no harm. The
 * equality's dual is the first row's where it is positive, the second's where it is negative. A further copy of either row
 * says nothing new and gets a dual of zero.
 */
final class OppositeRows {
    private static final int STAYS = -1;
    private static final int REDUNDANT = -2;

    private final ConeProgram program;

    /** For each linear row the row it is an equality with, or why there is none. */
    private final int[] partner;

    private int pairs;

    OppositeRows(ConeProgram program) {
        this.program = program;
        this.partner = new int[program.orthant()];
        Arrays.fill(partner, STAYS);
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < partner.length; i++) {
            Integer before = seen.putIfAbsent(key(i), i);
            if (before != null) {
                match(before, i);
            }
        }
    }

    private void match(int first, int row) {
        boolean opposite = same(first, row, -1);
        if (opposite && partner[first] == STAYS) {
            partner[first] = row;
            partner[row] = first;
            pairs++;
        } else if (partner[first] != STAYS && (opposite || same(first, row, 1))) {
            partner[row] = REDUNDANT;
        }
    }

    /** The same for rows that are multiples of each other by 1 or -1. */
    private int key(int row) {
        SparseMatrix g = program.g();
        int key = Double.hashCode(Math.abs(program.h()[row]));
        for (int k = g.start(row); k < g.start(row + 1); k++) {
            key = 31 * (31 * key + g.index(k)) + Double.hashCode(Math.abs(g.value(k)));
        }
        return key;
    }

    private boolean same(int one, int other, double sign) {
        SparseMatrix g = program.g();
        int length = g.start(one + 1) - g.start(one);
        boolean same = length == g.start(other + 1) - g.start(other)
                && length > 0
                && program.h()[one] == sign * program.h()[other];
        for (int k = 0; k < length && same; k++) {
            int a = g.start(one) + k;
            int b = g.start(other) + k;
            same = g.index(a) == g.index(b) && g.value(a) == sign * g.value(b);
        }
        return same;
    }

    boolean none() {
        return pairs == 0;
    }

    /** The program with equalities for the pairs, behind its own. */
    ConeProgram merged() {
        SparseMatrix.RowBuilder a = new SparseMatrix.RowBuilder(program.variables());
        SparseMatrix.RowBuilder g = new SparseMatrix.RowBuilder(program.variables());
        double[] b = Arrays.copyOf(program.b(), program.b().length + pairs);
        double[] h = new double[program.h().length];
        int equalities = program.b().length;
        int rows = 0;
        int orthant = 0;
        a.addRows(program.a(), 0, equalities);
        for (int i = 0; i < h.length; i++) {
            if (i < partner.length && partner[i] > i) {
                a.addRows(program.g(), i, i + 1);
                b[equalities++] = program.h()[i];
            } else if (i >= partner.length || partner[i] == STAYS) {
                g.addRows(program.g(), i, i + 1);
                h[rows++] = program.h()[i];
                orthant += i < partner.length ? 1 : 0;
            }
        }
        return new ConeProgram(
                program.p(), program.q(), a.build(), b, g.build(), Arrays.copyOf(h, rows), orthant, program.cones());
    }

    /** The answer to the program as given, checked on it if it is called optimal. */
    Solution restored(Solution merged) {
        long started = System.nanoTime() - (long) (1e6 * merged.milliseconds());
        Point point = new Point(program);
        System.arraycopy(merged.x(), 0, point.x, 0, point.x.length);
        System.arraycopy(merged.y(), 0, point.y, 0, point.y.length);
        int equality = point.y.length;
        int row = 0;
        for (int i = 0; i < point.z.length; i++) {
            if (i < partner.length && partner[i] > i) {
                double dual = merged.y()[equality++];
                point.z[i] = Math.max(0, dual);
                point.z[partner[i]] = Math.max(0, -dual);
            } else if (i >= partner.length || partner[i] == STAYS) {
                point.z[i] = merged.z()[row++];
            }
        }
        KktCheck check = new KktCheck(program);
        check.measure(point);
        SolveStatus status = merged.optimal() && !check.holds() ? SolveStatus.STALLED : merged.status();
        return Solution.of(status, point, merged.ray(), check, merged.iterations(), started);
    }
}
