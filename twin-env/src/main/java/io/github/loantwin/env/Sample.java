package io.github.loantwin.env;

/**
 * Size, mean and standard deviation (n - 1) of a sample.
 *
 * @param size number of values
 * @param mean their mean
 * @param standardDeviation NaN for one value
 */
record Sample(int size, double mean, double standardDeviation) {
    static Sample of(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Double.NaN;
        return new Sample(values.length, mean, deviation);
    }

    double standardError() {
        return standardDeviation / Math.sqrt(size);
    }

    double variance() {
        return standardDeviation * standardDeviation;
    }
}
