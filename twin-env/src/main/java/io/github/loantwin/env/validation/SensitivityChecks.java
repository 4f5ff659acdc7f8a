package io.github.loantwin.env.validation;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.CreditConfig;
import io.github.loantwin.env.credit.LossGivenDefault;
import io.github.loantwin.env.credit.StressIndex;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.risk.BaselIrb;
import io.github.loantwin.env.risk.IrbClass;
import io.github.loantwin.env.risk.Vasicek;
import io.github.loantwin.env.validation.Checks.Figure;

/**
 * Signs of credit-model D3 with common random numbers: one lender, one seed, one thing changed, in an economy that stands
 * still. Nothing here is statistical: the draws of both runs are the same.
 */
final class SensitivityChecks implements ValidationGroup {
    private static final long SEED = 21;
    private static final Shown TIMES = new Shown(1, 3, " x");

    private final TwinConfig base = TwinConfig.defaults()
            .withMacro("constant")
            .with("episode.maxPortfolioSize", 20_000)
            .with("episode.initialLoans", 2_000);

    /** A year's sums of flows and levels, and the first and last day. */
    private record Year(double[] sums, StepInfo start, StepInfo end) {
        double sum(InfoField field) {
            return sums[field.ordinal()];
        }

        double ratio(InfoField above, InfoField below) {
            return sum(above) / sum(below);
        }
    }

    @Override
    public String name() {
        return "sensitivity";
    }

    @Override
    public String title() {
        return "Signs of sensitivities, with the same draws on both sides";
    }

    @Override
    public void run(Checks checks) {
        Year calm = year(base, 0, 0, 0);
        unemployment(checks, calm);
        economy(checks, calm);
        ownPrice(checks, calm);
        creditPolicy(checks, calm);
        severity(checks, calm);
        growth(checks);
        tilt(checks, calm);
        refinancing(checks);
        closedForms(checks);
    }

    private void unemployment(Checks checks, Year calm) {
        Year bad = year(base.with("macro.unemployment", 0.09), 0, 0, 0);
        String cause = "unemployment 9 %";
        higher(checks, "unemployment-defaults", cause + ": new defaults", bad, calm, InfoField.NEW_DEFAULTS);
        higher(checks, "unemployment-mortgages", cause + ": late mortgages", bad, calm, InfoField.DELINQUENT_MORTGAGE);
        higher(checks, "unemployment-loss", cause + ": expected loss", bad, calm, InfoField.EXPECTED_LOSS_RATE);
        higher(checks, "unemployment-var", cause + ": value at risk", bad, calm, InfoField.VALUE_AT_RISK_95);
        higher(checks, "unemployment-allowance", cause + ": allowance", bad, calm, InfoField.ALLOWANCE_RATIO);
        lower(checks, "unemployment-prepayment", cause + ": prepayment", bad, calm, InfoField.PREPAID_PRINCIPAL);
    }

    private void economy(Checks checks, Year calm) {
        Year shrinking = year(base.with("macro.gdpGrowth", -0.03), 0, 0, 0);
        lower(checks, "growth-applications", "output -3 %: applications", shrinking, calm, InfoField.APPLICATIONS);
        lower(checks, "growth-volume", "output -3 %: originations", shrinking, calm, InfoField.ORIGINATIONS);
        Year houses = year(base.with("macro.housePriceGrowth", -0.12), 0, 0, 0);
        String fall = "house prices -12 %: ";
        higher(checks, "houses-late", fall + "late mortgages", houses, calm, InfoField.DELINQUENT_MORTGAGE);
        higher(checks, "houses-loss", fall + "expected loss", houses, calm, InfoField.EXPECTED_LOSS_RATE);
        higher(checks, "houses-charged", fall + "mortgage charge-offs", houses, calm, InfoField.CHARGE_OFFS_MORTGAGE);
        lower(checks, "houses-prepayment", fall + "prepayment", houses, calm, InfoField.PREPAID_PRINCIPAL);
        lower(checks, "houses-applications", fall + "applications", houses, calm, InfoField.APPLICATIONS);
        Year cheap = year(base.with("macro.rate3m", 0.02).with("macro.rate10y", 0.026), 0, 0, 0);
        String low = "market rates -1.6 points: ";
        higher(checks, "rates-applications", low + "applications", cheap, calm, InfoField.APPLICATIONS);
        lower(checks, "rates-floating", low + "card interest", cheap, calm, InfoField.INTEREST_CARD);
        lower(checks, "rates-deposits", low + "deposit cost", cheap, calm, InfoField.DEPOSIT_COST);
        Year wide = year(base.with("macro.bbbSpread", 0.035), 0, 0, 0);
        higher(checks, "spread-funding", "spread 3.5 %: wholesale cost", wide, calm, InfoField.WHOLESALE_COST);
    }

    private void ownPrice(Checks checks, Year calm) {
        Year dear = year(base, 0, 0.01, 0);
        String cause = "own price +1 point: ";
        lower(checks, "price-bookings", cause + "bookings", dear, calm, InfoField.BOOKINGS);
        sign(
                checks,
                "price-take-up",
                cause + "bookings per approval",
                dear.ratio(InfoField.BOOKINGS, InfoField.APPROVALS),
                calm.ratio(InfoField.BOOKINGS, InfoField.APPROVALS),
                false);
        sign(
                checks,
                "price-income",
                cause + "card interest per balance",
                dear.ratio(InfoField.INTEREST_CARD, InfoField.BALANCE_CARD),
                calm.ratio(InfoField.INTEREST_CARD, InfoField.BALANCE_CARD),
                true);
        checks.near(
                new Figure("price-world", cause + "the same people apply", "common random numbers"),
                calm.sum(InfoField.APPLICATIONS),
                dear.sum(InfoField.APPLICATIONS),
                0,
                Shown.number(0));
    }

    private void creditPolicy(Checks checks, Year calm) {
        Year tight = year(base, 0.1, 0, 0);
        Year loose = year(base, -0.1, 0, 0);
        lower(checks, "tight-volume", "tightest credit: originations", tight, calm, InfoField.ORIGINATIONS);
        higher(checks, "loose-volume", "loosest credit: originations", loose, calm, InfoField.ORIGINATIONS);
        InfoField loss = InfoField.EXPECTED_LOSS_RATE;
        sign(
                checks,
                "tight-loss",
                "tightest credit: expected loss",
                tight.end().get(loss),
                calm.end().get(loss),
                false);
        sign(
                checks,
                "loose-loss",
                "loosest credit: expected loss",
                loose.end().get(loss),
                calm.end().get(loss),
                true);
        sign(
                checks,
                "tight-approval",
                "tightest credit: approvals per application",
                tight.ratio(InfoField.APPROVALS, InfoField.APPLICATIONS),
                calm.ratio(InfoField.APPROVALS, InfoField.APPLICATIONS),
                false);
    }

    private void severity(Checks checks, Year calm) {
        StepInfo severe = year(base.with("credit.consumer.lossGivenDefault.normal", 0.88), 0, 0, 0)
                .start();
        for (InfoField field :
                new InfoField[] {InfoField.EXPECTED_LOSS_RATE, InfoField.ALLOWANCE_RATIO, InfoField.VALUE_AT_RISK_95}) {
            sign(
                    checks,
                    "severity-" + field.key(),
                    "consumer severity 88 %: " + field.label().toLowerCase(java.util.Locale.ROOT),
                    severe.get(field),
                    calm.start().get(field),
                    true);
        }
        CreditConfig late = base.with("credit.consumer.recovery.tailMonths", 48)
                .with("credit.consumer.recovery.tailHalfLifeMonths", 18)
                .model()
                .credit();
        int consumer = Product.CONSUMER.ordinal();
        sign(
                checks,
                "recovery-lag",
                "recoveries twice as slow: severity",
                new LossGivenDefault(late).expected(consumer, 0, 0, 0, false),
                new LossGivenDefault(base.model().credit()).expected(consumer, 0, 0, 0, false),
                true);
    }

    /** Lifetime losses of a new loan are provided for on the day it is made. */
    private void growth(Checks checks) {
        LoanEnv more = new LoanEnv(base.with("products.consumer.demand.bookedPerLoanYear", 0.88));
        LoanEnv less = new LoanEnv(base);
        more.reset(SEED);
        less.reset(SEED);
        double[] provision = new double[2];
        for (int day = 0; day < 30; day++) {
            provision[0] += more.step(new float[3]).info().get(InfoField.PROVISION);
            provision[1] += less.step(new float[3]).info().get(InfoField.PROVISION);
        }
        sign(
                checks,
                "growth-provision",
                "twice the consumer volume: first month's provision",
                provision[0],
                provision[1],
                true);
    }

    private void tilt(Checks checks, Year calm) {
        double middle = secured(calm.end());
        sign(
                checks,
                "tilt-secured",
                "tilt to secured: their share",
                secured(year(base, 0, 0, 0.05).end()),
                middle,
                true);
        sign(
                checks,
                "tilt-unsecured",
                "tilt to unsecured: secured share",
                secured(year(base, 0, 0, -0.05).end()),
                middle,
                false);
    }

    private static double secured(StepInfo info) {
        return (info.get(InfoField.BALANCE_MORTGAGE) + info.get(InfoField.BALANCE_AUTO)) / info.get(InfoField.LOANS);
    }

    private static void refinancing(Checks checks) {
        TwinConfig falling = TwinConfig.defaults().withScenario("falling").with("episode.initialLoans", 2_000);
        TwinConfig rising = TwinConfig.defaults().withScenario("rising").with("episode.initialLoans", 2_000);
        higher(
                checks,
                "refinancing",
                "falling against rising rates: prepayment",
                year(falling, 0, 0, 0),
                year(rising, 0, 0, 0),
                InfoField.PREPAID_PRINCIPAL);
    }

    private void closedForms(Checks checks) {
        StressIndex index = new StressIndex(base.model().credit());
        for (Product product : new Product[] {Product.CONSUMER, Product.CARD}) {
            int k = product.ordinal();
            sign(
                    checks,
                    "change-" + product.key(),
                    product.key() + ": stress of +1 point in a year against +1 point of level",
                    index.unlimited(k, 0.05, 0.01, 0.04) - index.unlimited(k, 0.05, 0, 0.04),
                    index.unlimited(k, 0.06, 0, 0.04) - index.unlimited(k, 0.05, 0, 0.04),
                    true);
        }
        double low = Vasicek.quantile(0.02, 0.1, 0.95);
        sign(
                checks,
                "correlation",
                "correlation .2 against .1: 95 % quantile, PD 2 %",
                Vasicek.quantile(0.02, 0.2, 0.95),
                low,
                true);
        sign(
                checks,
                "concentration",
                "100 against 1,000 equal loans: 99.9 % quantile, PD 2 %",
                Vasicek.finitePoolQuantile(100, 0.02, 0.1, 0.999),
                Vasicek.finitePoolQuantile(1000, 0.02, 0.1, 0.999),
                true);
        checks.near(
                new Figure(
                        "lgd-capital", "capital is proportional to severity: K(80 %) over K(40 %)", "credit-model D3"),
                2,
                BaselIrb.capital(IrbClass.QRRE, 0.03, 0.8) / BaselIrb.capital(IrbClass.QRRE, 0.03, 0.4),
                1e-12,
                Shown.number(3));
    }

    private static void higher(Checks checks, String id, String what, Year changed, Year calm, InfoField field) {
        sign(checks, id, what, changed.sum(field), calm.sum(field), true);
    }

    private static void lower(Checks checks, String id, String what, Year changed, Year calm, InfoField field) {
        sign(checks, id, what, changed.sum(field), calm.sum(field), false);
    }

    /** Shows the ratio of the changed figure to the one left alone. */
    private static void sign(Checks checks, String id, String what, double changed, double calm, boolean up) {
        checks.holds(
                new Figure(id, what, "credit-model D3"),
                up ? "higher" : "lower",
                calm == 0 ? "from none" : TIMES.of(changed / calm),
                "sign",
                changed / calm,
                up ? changed > calm : changed < calm);
    }

    private static Year year(TwinConfig config, double credit, double pricing, double tilt) {
        LoanEnv env = new LoanEnv(config).recordHistory(false);
        StepInfo start = env.reset(SEED).info();
        double[] sums = new double[InfoField.COUNT];
        StepInfo end = start;
        float[] action = {(float) credit, (float) pricing, (float) tilt};
        for (int day = 0; day < 365; day++) {
            StepResult step = env.step(action);
            end = step.info();
            double[] values = end.toArray();
            for (int f = 0; f < sums.length; f++) {
                sums[f] += values[f];
            }
        }
        return new Year(sums, start, end);
    }
}
