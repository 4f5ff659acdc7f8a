package io.github.loantwin.env.validation;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.PooledFlows.Rate;

/** A benign year against public delinquency and loss rates, and the lender's ratios in a typical one. */
final class BenignChecks implements ValidationGroup {
    private static final int SEEDS = 256;

    @Override
    public String name() {
        return "benign";
    }

    @Override
    public String title() {
        return "A benign year inside the public bands of 2015-26; the lender's ratios in a typical year";
    }

    @Override
    public void run(Checks checks) {
        PooledFlows flows =
                PooledFlows.run(QuarterlyFlows.lender("benign", 1000, 4).model(), 1000, SEEDS, 4);
        for (Figures.Row row : Figures.read("public-bands.csv")) {
            Product product = Product.ofKey(row.text("product"));
            boolean late = row.text("figure").equals("late");
            Rate rate = late ? flows.lateShare(product, 0, 4) : flows.annualLoss(product, 0, 4);
            checks.within(
                    new Figure(
                            product.key() + "-" + row.text("figure"),
                            product.key()
                                    + (late ? ": share 30+ days" : ": net charge-offs a year")
                                    + StressChecks.error(rate),
                            row.text("source")),
                    row.number("low") / 100,
                    row.number("high") / 100,
                    rate.value(),
                    Shown.percent(2));
        }
        ratios(checks, QuarterlyFlows.lender("typical", 1000, 4).model());
    }

    private static void ratios(Checks checks, Model model) {
        YearFigures year = YearFigures.run(model, 1000, SEEDS);
        String source = "economics, FDIC Quarterly Banking Profile";
        ratio(checks, "roe", "typical year: return on equity", source, 0.09, 0.15, year.returnOnEquity());
        ratio(checks, "roa", "typical year: return on assets", source, 0.009, 0.014, year.returnOnAssets());
        ratio(checks, "nim", "typical year: net interest margin", source, 0.04, 0.055, year.netInterestMargin());
        ratio(checks, "efficiency", "typical year: efficiency ratio", source, 0.50, 0.60, year.efficiency());
        ratio(checks, "capital", "typical year: capital ratio at its end", source, 0.11, 0.14, year.capitalAfter());
    }

    private static void ratio(
            Checks checks, String id, String name, String source, double low, double high, double got) {
        checks.within(new Figure(id, name, source), low, high, got, Shown.percent(2));
    }
}
