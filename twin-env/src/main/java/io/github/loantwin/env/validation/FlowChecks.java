package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.validation.Checks.Figure;

/** Flows into delinquency between quarterly snapshots of a seasoned book, against the published ones. */
final class FlowChecks implements ValidationGroup {
    private static final String NEW_YORK_FED = "New York Fed CCP/Equifax 2024Q2";

    private final RollRates rates;

    FlowChecks() {
        this(new RollRates(
                TwinConfig.defaults().with("credit.businessOverlay", 0).model().credit()));
    }

    FlowChecks(RollRates rates) {
        this.rates = rates;
    }

    @Override
    public String name() {
        return "flows";
    }

    @Override
    public String title() {
        return "Quarterly flows into delinquency against the New York Fed's, normal (2015-19) and stress (2009-10)";
    }

    @Override
    public void run(Checks checks) {
        for (Figures.Row row : Figures.read("quarterly-flows.csv")) {
            Product product = Product.ofKey(row.text("product"));
            MonthlyMatrix m = MonthlyMatrix.of(rates, product, row.number("stress"));
            String kind = row.text("kind");
            String when = row.number("stress") == 0 ? ", normal: " : ", stress: ";
            checks.relative(
                    new Figure(
                            product.key() + "-" + row.text("stress") + "-" + kind,
                            product.key() + when + words(kind),
                            source(product, kind)),
                    row.number("published") / 100,
                    value(m, kind),
                    0.05,
                    Shown.percent(2));
        }
    }

    private static double value(MonthlyMatrix m, String kind) {
        return switch (kind) {
            case "new30" -> m.newLate30();
            case "new90" -> m.newLate90();
            case "share30" -> 1 - m.shares()[0];
            case "chargeOff" -> m.annualChargeOff();
            case "cured" -> m.quarterAfterEarlyArrears()[0];
            case "rolled" -> m.quarterAfterEarlyArrears()[3] + m.quarterAfterEarlyArrears()[4];
            default -> throw new IllegalStateException("Unknown kind of flow '" + kind + "'.");
        };
    }

    private static String words(String kind) {
        return switch (kind) {
            case "new30" -> "new 30+ days a year";
            case "new90" -> "new 90+ days a year";
            case "share30" -> "share 30+ days";
            case "chargeOff" -> "charge-offs a year";
            case "cured" -> "30-60 days, current a quarter later";
            default -> "30-60 days, 90+ a quarter later";
        };
    }

    private static String source(Product product, String kind) {
        if (product != Product.BUSINESS) {
            return NEW_YORK_FED;
        }
        return kind.equals("share30") ? "Fed DRBLACBS" : "credit-model C2.2, small business";
    }
}
