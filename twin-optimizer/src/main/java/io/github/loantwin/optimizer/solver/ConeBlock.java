package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/** What a second-order cone adds to the reduced matrix: eta^-2 (2 v v' - G'JG) with v = G'Jw over the columns it touches. */
final class ConeBlock {
    private final int from;
    private final int to;
    private final int[] columns;
    private final int[] place;
    private final double[][] constant;
    private final double[] v;

    ConeBlock(SparseMatrix g, int from, int to) {
        this.from = from;
        this.to = to;
        this.place = new int[g.columns()];
        Arrays.fill(place, -1);
        this.columns = Arrays.stream(touched(g)).sorted().toArray();
        for (int i = 0; i < columns.length; i++) {
            place[columns[i]] = i;
        }
        this.constant = new double[columns.length][columns.length];
        this.v = new double[columns.length];
        sumRows(g);
    }

    private int[] touched(SparseMatrix g) {
        return java.util.stream.IntStream.range(g.start(from), g.start(to))
                .map(g::index)
                .distinct()
                .toArray();
    }

    /** Writes -G'JG: the head's square is taken away, the others are added, four at a time. */
    private void sumRows(SparseMatrix g) {
        double[][] four = new double[4][columns.length];
        double[] sign = new double[4];
        for (int first = from; first < to; first += 4) {
            for (int r = 0; r < 4; r++) {
                int row = first + r;
                sign[r] = row >= to ? 0 : row == from ? -1 : 1;
                Arrays.fill(four[r], 0);
                for (int k = g.start(Math.min(row, to)); row < to && k < g.start(row + 1); k++) {
                    four[r][place[g.index(k)]] = g.value(k);
                }
            }
            for (int i = 0; i < columns.length; i++) {
                LdlFactor.addFour(
                        constant[i],
                        i,
                        columns.length,
                        sign[0] * four[0][i],
                        four[0],
                        sign[1] * four[1][i],
                        four[1],
                        sign[2] * four[2][i],
                        four[2],
                        sign[3] * four[3][i],
                        four[3]);
            }
        }
    }

    /** Adds the block to the upper triangle of h; reflected holds Jw at the cone's rows. */
    void add(SparseMatrix g, double[] reflected, double scale, int[] core, double[][] h) {
        Arrays.fill(v, 0);
        for (int i = from; i < to; i++) {
            for (int k = g.start(i); k < g.start(i + 1); k++) {
                v[place[g.index(k)]] += reflected[i] * g.value(k);
            }
        }
        for (int i = 0; i < columns.length; i++) { // columns ascend and no hinge is among them, so core ascends too
            double[] target = h[core[columns[i]]];
            for (int j = i; j < columns.length; j++) {
                target[core[columns[j]]] += scale * (2 * v[i] * v[j] + constant[i][j]);
            }
        }
    }
}
