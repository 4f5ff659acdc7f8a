package io.github.loantwin.env.risk;

/** Range checks of the risk configuration that return their argument. */
final class RiskCheck {
    private RiskCheck() {}

    static double within(double value, double low, double high, String name) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + " must be in [" + low + ", " + high + "], got " + value + "." + percentHint(value, high));
        }
        return value;
    }

    static <T> T present(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must be given, got nothing.");
        }
        return value;
    }

    private static String percentHint(double value, double high) {
        return high <= 3 && value > high && value <= 1000 ? "\nMaybe the figure is in percent: divide by 100." : "";
    }
}
