package io.github.loantwin.env.validation;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.PooledFlows.Rate;
import java.util.Locale;

/** The nine severely adverse quarters: losses by product beside the published ones, and the fall of capital. */
final class StressChecks implements ValidationGroup {
    private static final int SEEDS = 384;
    private static final int QUARTERS = 9;
    private static final Shown SHOWN = Shown.percent(1);

    @Override
    public String name() {
        return "stress";
    }

    @Override
    public String title() {
        return "Severely adverse 2026, nine quarters: loss rates by product beside published ones, capital";
    }

    @Override
    public void run(Checks checks) {
        Model model =
                QuarterlyFlows.lender("severely-adverse-2026", 1000, QUARTERS).model();
        PooledFlows flows = PooledFlows.run(model, 1000, SEEDS, QUARTERS);
        for (Figures.Row row : Figures.read("stress-losses.csv")) {
            Product product = Product.ofKey(row.text("product"));
            Rate loss = flows.ultimateLoss(product);
            Figure figure = new Figure(
                    product.key(),
                    product.key() + ": loss, share of average balance" + error(loss),
                    row.text("source"));
            double low = row.number("low") / 100;
            double high = row.number("high") / 100;
            if (low == high) {
                checks.stated(figure, SHOWN.of(low), low, loss.value(), SHOWN);
            } else {
                checks.within(figure, low, high, loss.value(), SHOWN);
            }
            checks.stated(
                    new Figure(
                            product.key() + "-booked",
                            product.key() + ": the same as booked, recoveries still to come",
                            "this twin"),
                    "",
                    Double.NaN,
                    flows.bookedLoss(product).value(),
                    SHOWN);
        }
        Rate total = flows.ultimateLoss();
        checks.stated(
                new Figure(
                        "total",
                        "all loans: loss" + error(total)
                                + "; the twin's mix is mostly consumer, auto and small business",
                        "DFAST 2013-20; Ally 2024 7.7, American Express 2025 11.8"),
                "5.7 to 7.5 %",
                0.066,
                total.value(),
                SHOWN);
        capital(checks, model);
    }

    private static void capital(Checks checks, Model model) {
        YearFigures year = YearFigures.run(model, 1000, 128);
        checks.within(
                new Figure("capital", "fall of the capital ratio in the first year, points", "economics section 1"),
                0.02,
                0.04,
                year.capitalBefore() - year.capitalAfter(),
                Shown.percent(2));
        checks.near(
                new Figure("insolvency", "lenders of 128 that fail in the first year", "environment: no insolvency"),
                0,
                year.failures(),
                0,
                Shown.number(0));
    }

    static String error(Rate rate) {
        return String.format(Locale.ROOT, " (standard error %.2f points)", 100 * rate.error());
    }
}
