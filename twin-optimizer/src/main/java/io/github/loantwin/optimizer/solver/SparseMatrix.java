package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/** A matrix in compressed rows; a dense matrix is one whose rows are full. */
public final class SparseMatrix {
    private final int columns;
    private final int[] start;
    private final int[] index;
    private final double[] value;

    /** For each row how many of its first elements stand in adjacent columns: those need no look-up. */
    private final int[] run;

    private SparseMatrix(int columns, int[] start, int[] index, double[] value) {
        this.columns = columns;
        this.start = start;
        this.index = index;
        this.value = value;
        this.run = new int[start.length - 1];
        for (int i = 0; i < run.length; i++) {
            int length = 0;
            while (start[i] + length < start[i + 1] && index[start[i] + length] == index[start[i]] + length) {
                length++;
            }
            run[i] = length;
        }
    }

    /** Returns a matrix without rows. */
    public static SparseMatrix empty(int columns) {
        return new SparseMatrix(columns, new int[1], new int[0], new double[0]);
    }

    /** Returns the matrix of given rows; zeros are dropped. */
    public static SparseMatrix dense(double[][] rows, int columns) {
        RowBuilder builder = new RowBuilder(columns);
        for (double[] row : rows) {
            builder.addRow(row);
        }
        return builder.build();
    }

    /** Returns the number of rows. */
    public int rows() {
        return start.length - 1;
    }

    /** Returns the number of columns. */
    public int columns() {
        return columns;
    }

    /** Returns the number of stored elements. */
    public int size() {
        return value.length;
    }

    int start(int row) {
        return start[row];
    }

    int index(int at) {
        return index[at];
    }

    double value(int at) {
        return value[at];
    }

    /** Returns the inner product of a row with a vector. */
    double dot(int row, double[] x) {
        int k = start[row];
        int end = k + run[row];
        int shift = run[row] == 0 ? 0 : index[k] - k;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (; k + 4 <= end; k += 4) {
            s0 += value[k] * x[k + shift];
            s1 += value[k + 1] * x[k + 1 + shift];
            s2 += value[k + 2] * x[k + 2 + shift];
            s3 += value[k + 3] * x[k + 3 + shift];
        }
        for (; k < start[row + 1]; k++) {
            s0 += value[k] * x[index[k]];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Returns the inner product of absolute values. */
    double absDot(int row, double[] x) {
        double sum = 0;
        for (int k = start[row]; k < start[row + 1]; k++) {
            sum += Math.abs(value[k] * x[index[k]]);
        }
        return sum;
    }

    /** Adds alpha M x to y. */
    void multiplyAdd(double alpha, double[] x, double[] y) {
        for (int i = 0; i + 1 < start.length; i++) {
            y[i] += alpha * dot(i, x);
        }
    }

    /** Adds alpha M' x to y. */
    void transposeAdd(double alpha, double[] x, double[] y) {
        for (int i = 0; i + 1 < start.length; i++) {
            double factor = alpha * x[i];
            if (factor != 0) {
                addRow(factor, i, y);
            }
        }
    }

    private void addRow(double factor, int row, double[] y) {
        int from = start[row];
        int length = run[row];
        int column = length == 0 ? 0 : index[from];
        for (int k = 0; k < length; k++) {
            y[column + k] += factor * value[from + k];
        }
        for (int k = from + length; k < start[row + 1]; k++) {
            y[index[k]] += factor * value[k];
        }
    }

    /** Adds |M'| |x| to y. */
    void absTransposeAdd(double[] x, double[] y) {
        for (int i = 0; i + 1 < start.length; i++) {
            for (int k = start[i]; k < start[i + 1]; k++) {
                y[index[k]] += Math.abs(value[k] * x[i]);
            }
        }
    }

    /** Returns the largest absolute element of a row. */
    double rowNorm(int row) {
        double norm = 0;
        for (int k = start[row]; k < start[row + 1]; k++) {
            norm = Math.max(norm, Math.abs(value[k]));
        }
        return norm;
    }

    /** Raises norms[j] to the largest absolute element of column j. */
    void columnNorms(double[] norms) {
        for (int k = 0; k < value.length; k++) {
            norms[index[k]] = Math.max(norms[index[k]], Math.abs(value[k]));
        }
    }

    /** Returns diag(left) M diag(right). */
    SparseMatrix scaled(double[] left, double[] right) {
        double[] scaled = value.clone();
        for (int i = 0; i + 1 < start.length; i++) {
            for (int k = start[i]; k < start[i + 1]; k++) {
                scaled[k] *= left[i] * right[index[k]];
            }
        }
        return new SparseMatrix(columns, start, index, scaled);
    }

    /** Collects rows. */
    public static final class RowBuilder {
        private final int columns;
        private int[] start = new int[17];
        private int rows;
        private int[] index = new int[64];
        private double[] value = new double[64];
        private int size;

        /** Creates a builder of a matrix with a number of columns. */
        public RowBuilder(int columns) {
            this.columns = columns;
        }

        /** Adds a full row; zeros are dropped. */
        public RowBuilder addRow(double[] row) {
            for (int j = 0; j < columns; j++) {
                put(j, row[j]);
            }
            return endRow();
        }

        /** Adds an element to the row that is being written; columns of a row must not repeat. */
        public RowBuilder put(int column, double element) {
            if (column < 0 || column >= columns) {
                throw new IllegalArgumentException(
                        "column must be in [0, " + columns + "), got " + column + " (row " + rows + ").");
            }
            if (!Double.isFinite(element)) {
                throw new IllegalArgumentException("every coefficient must be a finite number, got " + element
                        + " (row " + rows + ", column " + column + ").");
            }
            if (element != 0) {
                if (size == value.length) {
                    index = Arrays.copyOf(index, 2 * size);
                    value = Arrays.copyOf(value, 2 * size);
                }
                index[size] = column;
                value[size++] = element;
            }
            return this;
        }

        /** Ends the row that is being written. */
        public RowBuilder endRow() {
            rows++;
            if (rows == start.length) {
                start = Arrays.copyOf(start, 2 * rows);
            }
            start[rows] = size;
            return this;
        }

        /** Adds the rows first to last - 1 of a matrix. */
        RowBuilder addRows(SparseMatrix from, int first, int last) {
            for (int i = first; i < last; i++) {
                for (int k = from.start(i); k < from.start(i + 1); k++) {
                    put(from.index(k), from.value(k));
                }
                endRow();
            }
            return this;
        }

        int rows() {
            return rows;
        }

        /** Returns the matrix. */
        public SparseMatrix build() {
            return new SparseMatrix(
                    columns, Arrays.copyOf(start, rows + 1), Arrays.copyOf(index, size), Arrays.copyOf(value, size));
        }
    }
}
