package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.loan.Product;
import java.util.Arrays;

/** Measures of loans by product and score band; money is in 1/10,000 of the currency unit. */
public final class Cells {
    private final long[] values = new long[Measure.COUNT * Product.COUNT * ScoreBand.COUNT];

    Cells() {}

    private static int index(Measure measure, int product, ScoreBand band) {
        return (measure.ordinal() * Product.COUNT + product) * ScoreBand.COUNT + band.ordinal();
    }

    void add(Measure measure, int product, ScoreBand band, long amount) {
        values[index(measure, product, band)] += amount;
    }

    /** Returns one measure of a product and band. */
    public long get(Measure measure, int product, ScoreBand band) {
        return values[index(measure, product, band)];
    }

    /** Returns a measure of a product over all bands. */
    public long product(Measure measure, int product) {
        int first = index(measure, product, ScoreBand.UNDER_620);
        return Arrays.stream(values, first, first + ScoreBand.COUNT).sum();
    }

    /** Returns a measure of a band over all products. */
    public long band(Measure measure, ScoreBand band) {
        long sum = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            sum += get(measure, k, band);
        }
        return sum;
    }

    /** Returns a measure over all products and bands. */
    public long total(Measure measure) {
        int first = index(measure, 0, ScoreBand.UNDER_620);
        return Arrays.stream(values, first, first + Product.COUNT * ScoreBand.COUNT)
                .sum();
    }

    /** Returns these cells less others. */
    Cells minus(Cells others) {
        Cells difference = new Cells();
        Arrays.setAll(difference.values, i -> values[i] - others.values[i]);
        return difference;
    }

    /** Returns the cells of consecutive months as those of one period: flows added, levels of the last month. */
    static Cells period(java.util.List<Cells> months) {
        Cells period = new Cells();
        Cells last = months.get(months.size() - 1);
        for (Measure measure : Measure.values()) {
            int first = index(measure, 0, ScoreBand.UNDER_620);
            for (int i = first; i < first + Product.COUNT * ScoreBand.COUNT; i++) {
                for (Cells month : months) {
                    period.values[i] += measure.stock() ? 0 : month.values[i];
                }
                period.values[i] += measure.stock() ? last.values[i] : 0;
            }
        }
        return period;
    }

    /** Returns whether every cell is 0. */
    public boolean isZero() {
        return Arrays.stream(values).allMatch(value -> value == 0);
    }
}
