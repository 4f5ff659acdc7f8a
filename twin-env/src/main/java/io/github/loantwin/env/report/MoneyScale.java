package io.github.loantwin.env.report;

/** The unit in which a plot shows money, so that its axis has short numbers. */
enum MoneyScale {
    UNITS("currency units", 1),
    THOUSANDS("thousands", 1e-3),
    MILLIONS("millions", 1e-6),
    BILLIONS("billions", 1e-9);

    private final String label;
    private final double factor;

    MoneyScale(String label, double factor) {
        this.label = label;
        this.factor = factor;
    }

    /** Returns the largest unit in which the largest of the numbers is at least 2. */
    static MoneyScale fitting(double[]... money) {
        double largest = 0;
        for (double[] values : money) {
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        MoneyScale scale = UNITS;
        for (MoneyScale candidate : values()) {
            scale = largest * candidate.factor >= 2 ? candidate : scale;
        }
        return scale;
    }

    /** Returns the name for axis titles. */
    String label() {
        return label;
    }

    /** Returns the factor from currency units. */
    double factor() {
        return factor;
    }

    /** Returns money in this unit. */
    double[] show(double[] money) {
        double[] shown = new double[money.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = money[i] * factor;
        }
        return shown;
    }
}
