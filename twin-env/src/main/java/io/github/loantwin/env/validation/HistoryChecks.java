package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.PooledFlows.Rate;
import java.util.Locale;
import java.util.Map;

/** The years 2005 to 2011 replayed: how far flows into 90 days past due rise over their level of 2005-06. */
final class HistoryChecks implements ValidationGroup {
    private static final int SEEDS = 192;
    private static final int QUARTERS = 28;
    /** Quarters since 2005Q1: the base is 2005-06, the replay 2007-11, the two worst years 2009-10. */
    private static final int BASE_END = 8;

    private static final int WORST_FROM = 16;
    private static final int WORST_END = 24;
    private static final double ALLOWED = 0.25;
    private static final Shown TIMES = new Shown(1, 2, " x");

    @Override
    public String name() {
        return "gfc";
    }

    @Override
    public String title() {
        return "2007 to 2011 replayed: flows into 90+ days as a multiple of 2005-06";
    }

    @Override
    public void run(Checks checks) {
        PooledFlows flows = PooledFlows.run(lender().model(), 3000, SEEDS, QUARTERS);
        for (Figures.Row row : Figures.read("gfc-multiples.csv")) {
            multiples(checks, flows, row);
        }
        late(checks, flows, Product.BUSINESS, "Fed DRBLACBS 2009Q3, all sizes", 0.0437);
        late(checks, flows, Product.MORTGAGE, "Fed DRSFRMACBS 2010Q1", 0.1148);
        late(checks, flows, Product.CARD, "Fed DRCCLACBS 2009Q2", 0.0677);
    }

    private static void late(Checks checks, PooledFlows flows, Product product, String source, double published) {
        String name = product.key() + " 30+ share, highest quarter";
        Shown percent = Shown.percent(2);
        checks.stated(
                new Figure(product.key() + "-late", name, source),
                percent.of(published),
                published,
                highestLate(flows, product),
                percent);
    }

    /** Rates do not depend on the mix: more mortgages and business loans make theirs as sharp as the others'. */
    static TwinConfig lender() {
        TwinConfig history = QuarterlyFlows.lender("us-history", 1000, 12);
        return history.with(Map.of(
                "macro.startQuarter", "2005Q1",
                "episode.startDate", "2004-12-31",
                "episode.simulationDays", 93 * QUARTERS,
                "products.consumer.bookShare", 0.15,
                "products.auto.bookShare", 0.20,
                "products.mortgage.bookShare", 0.30,
                "products.business.bookShare", 0.15,
                "products.card.bookShare", 0.20));
    }

    /** Business has no published flow: there the share 30 and more days past due is compared. */
    private static Rate rate(PooledFlows flows, Product product, int from, int to) {
        return product == Product.BUSINESS ? flows.lateShare(product, from, to) : flows.defaultFlow(product, from, to);
    }

    private static void multiples(Checks checks, PooledFlows flows, Figures.Row row) {
        Product product = Product.ofKey(row.text("product"));
        Rate base = rate(flows, product, 0, BASE_END);
        double worst = rate(flows, product, WORST_FROM, WORST_END).value() / base.value();
        double peak = 0;
        for (int q = BASE_END; q < QUARTERS; q++) {
            peak = Math.max(peak, rate(flows, product, q, q + 1).value() / base.value());
        }
        String what = product.key() + (product == Product.BUSINESS ? ", share 30+ days" : "");
        String level = String.format(Locale.ROOT, " (base %.2f +- %.2f %%)", 100 * base.value(), 100 * base.error());
        Figure peakFigure = new Figure(product.key() + "-peak", what + ": highest quarter" + level, row.text("source"));
        Figure meanFigure = new Figure(product.key() + "-mean", what + ": mean of 2009-10", row.text("source"));
        double published = row.number("peak");
        if (product == Product.CARD || product == Product.MORTGAGE) {
            checks.relative(peakFigure, published, peak, ALLOWED, TIMES);
            checks.relative(meanFigure, row.number("mean"), worst, ALLOWED, TIMES);
        } else {
            checks.stated(peakFigure, TIMES.of(published), published, peak, TIMES);
            checks.stated(meanFigure, TIMES.of(row.number("mean")), row.number("mean"), worst, TIMES);
        }
    }

    private static double highestLate(PooledFlows flows, Product product) {
        double highest = 0;
        for (int q = BASE_END; q < QUARTERS; q++) {
            highest = Math.max(highest, flows.lateShare(product, q, q + 1).value());
        }
        return highest;
    }
}
