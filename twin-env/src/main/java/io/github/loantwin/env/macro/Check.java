package io.github.loantwin.env.macro;

/** Checks of configured numbers, with messages that say rule, value and place. */
final class Check {
    private Check() {}

    static double range(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + " must be in [" + low + ", " + high + "], got " + value + "." + percentHelp(value, high));
        }
        return value;
    }

    private static String percentHelp(double value, double high) {
        boolean percent = high <= 1 && value > high && value <= 100 * high;
        return percent ? "\nMaybe the value is in percent: divide by 100." : "";
    }

    static void matrix(String name, double[][] matrix, int rows, int columns) {
        if (matrix.length != rows) {
            throw new IllegalArgumentException(name + " must have " + rows + " rows, got " + matrix.length + ".");
        }
        for (int i = 0; i < rows; i++) {
            vector(name + "[" + i + "]", matrix[i], columns);
        }
    }

    static void vector(String name, double[] vector, int length) {
        if (vector.length != length) {
            throw new IllegalArgumentException(name + " must have " + length + " numbers, got " + vector.length + ".");
        }
        for (double value : vector) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " must hold finite numbers, got " + value + ".");
            }
        }
    }

    static void probabilities(String name, double[] row) {
        double sum = 0;
        for (double p : row) {
            range(name, p, 0, 1);
            sum += p;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException(name + " must sum to 1, got " + sum + ".");
        }
    }
}
