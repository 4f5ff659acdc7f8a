package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.credit.CreditConfig;
import io.github.loantwin.env.credit.ExpectedCreditLoss;
import io.github.loantwin.env.credit.ExposureAtDefault;
import io.github.loantwin.env.credit.LossGivenDefault;
import io.github.loantwin.env.credit.Prepayment;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.StressIndex;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.risk.Concentration;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.function.DoubleUnaryOperator;

/** Single formulas: payments, prepayment, severity, expected loss, exposure, stress, concentration. */
final class FormulaChecks implements ValidationGroup {
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();

    private final CreditConfig credit = TwinConfig.defaults().model().credit();

    @Override
    public String name() {
        return "formulas";
    }

    @Override
    public String title() {
        return "Single formulas: payments, prepayment, severity, expected loss, exposure, stress";
    }

    @Override
    public void run(Checks checks) {
        levelPayments(checks);
        prepayment(checks);
        severity(checks);
        expectedLoss(checks);
        stressAndExposure(checks);
        concentration(checks);
    }

    private static void levelPayments(Checks checks) {
        double[][] loans = {
            {200_000, .06, 360, 1199.1011},
            {100_000, .06, 360, 599.5505},
            {25_000, .07, 60, 495.0300},
            {15_000, .12, 36, 498.2146},
            {10_000, .05, 36, 299.7090}
        };
        for (double[] loan : loans) {
            long payment = Amortisation.levelPayment((long) (loan[0] * 10_000), loan[1], (int) loan[2]);
            checks.near(
                    new Figure(
                            "payment-" + (int) loan[0] + "-" + (int) loan[2],
                            "level payment, " + (int) loan[0] + " at "
                                    + Shown.percent(0).of(loan[1]) + ", " + (int) loan[2] + " months",
                            "credit-model C5, annuity formula"),
                    loan[3],
                    payment / 10_000.0,
                    0.00005001,
                    Shown.number(4));
        }
    }

    private static void prepayment(Checks checks) {
        checks.all(
                new Figure(
                        "psa",
                        "monthly prepayment at 100 % PSA, months 1 and 30",
                        "Public Securities Association standard"),
                new double[] {0.00016682, 0.00514301},
                new double[] {Prepayment.smmOf(0.06 / 30), Prepayment.smmOf(0.06)},
                5e-9,
                Shown.percent(6));
    }

    private void severity(Checks checks) {
        LossGivenDefault severity = new LossGivenDefault(credit);
        put(checks, severity, 0.15, new double[] {.6, .8, 1.0, 1.2}, new double[] {.0243, .1880, .3601, .4800});
        put(checks, severity, 0.25, new double[] {.6, .8, 1.0}, new double[] {.0633, .2134, .3648});
        put(checks, severity, 0, new double[] {.7, .8, 1.0}, new double[] {.0514, .1800, .3600});
        double[] unsecured = {
            severity.expected(Product.CONSUMER.ordinal(), 0, 0, 0, false),
            severity.expected(Product.CONSUMER.ordinal(), 0, 0, 1, false),
            severity.expected(Product.BUSINESS.ordinal(), 0, 0, 0, false),
            severity.expected(Product.BUSINESS.ordinal(), 0, 0, 1, true),
            severity.expected(Product.CARD.ordinal(), 0, 0, 1, false)
        };
        checks.all(
                new Figure(
                        "unsecured",
                        "severity: consumer normal, stress; business normal; with real estate, stress; card stress",
                        "credit-model C2b"),
                new double[] {0.80, 0.88, 0.60, 0.35, 0.92},
                unsecured,
                5e-6,
                Shown.percent(1));
    }

    private static void put(Checks checks, LossGivenDefault severity, double sigma, double[] cltv, double[] expected) {
        double[] got = map(cltv, x -> severity.expectedExact(MORTGAGE, x, sigma, 0, false));
        checks.all(
                new Figure(
                        "put-" + sigma,
                        "mortgage severity, value sd " + sigma + ", loan to value "
                                + Shown.number(1).all(cltv),
                        "credit-model C2b, put on the house"),
                expected,
                got,
                5.1e-5,
                Shown.percent(2));
    }

    private void expectedLoss(Checks checks) {
        MonthlyMatrix m = MonthlyMatrix.of(new RollRates(credit), Product.CONSUMER, 0);
        checks.all(
                new Figure(
                        "ecl",
                        "expected credit loss, consumer 15,000, 12 %, 36 months, LGD 80 %: 12 months, lifetime",
                        "credit-model C6"),
                new double[] {214.00, 448.94},
                new double[] {
                    ExpectedCreditLoss.scheduled(m.cells(), 0, 15_000, 0.12, 36, 0.8, 12),
                    ExpectedCreditLoss.scheduled(m.cells(), 0, 15_000, 0.12, 36, 0.8, 36)
                },
                0.005,
                Shown.number(2));
    }

    private void stressAndExposure(Checks checks) {
        StressIndex index = new StressIndex(credit);
        double hand = .735 * 2.59 / 5.03 + .02 * 1.5 / 2.4 + .245 * 5.2 / 10.59;
        checks.near(
                new Figure(
                        "stress",
                        "stress of mortgages at unemployment 7 %, +1 pt, flat house prices",
                        "by hand, credit-model C2.4"),
                hand,
                index.value(MORTGAGE, 0.07, 0.01, 0),
                1e-12,
                Shown.number(4));
        double[] zero = new double[Product.COUNT];
        double[] one = new double[Product.COUNT];
        for (int k = 0; k < Product.COUNT; k++) {
            zero[k] = index.value(k, 0.0441, -0.005, 0.052);
            one[k] = index.unlimited(k, 0.0944, 0.019, -0.0539);
        }
        checks.all(
                new Figure("anchor-0", "stress at the averages of 2015-19, five products", "credit-model C2.4"),
                new double[Product.COUNT],
                zero,
                1e-12,
                Shown.number(3));
        checks.all(
                new Figure(
                        "anchor-1",
                        "stress at the averages of 2009-10 before its limit, five products",
                        "credit-model C2.4"),
                new double[] {1, 1, 1, 1, 1},
                one,
                1e-12,
                Shown.number(3));
        ExposureAtDefault exposure = new ExposureAtDefault(credit);
        checks.all(
                new Figure("card-exposure", "card exposure, 3,000 drawn of 10,000: normal, stress", "credit-model C2b"),
                new double[] {6500, 7200},
                new double[] {exposure.card(3000, 10_000, 0, 0), exposure.card(3000, 10_000, 1, 1)},
                1e-9,
                Shown.number(0));
    }

    private static void concentration(Checks checks) {
        checks.near(
                new Figure("hhi", "Herfindahl index of shares .17, .22, .33, .25, .03", "credit-model C4"),
                0.2496,
                Concentration.herfindahl(new double[] {.17, .22, .33, .25, .03}),
                5.1e-5,
                Shown.number(4));
        double[] equal = {1, 1, 1, 1};
        checks.all(
                new Figure(
                        "equal-shares",
                        "four equal shares: HHI, normalised, Gini, Renyi(2) + ln HHI",
                        "identities, credit-model A"),
                new double[] {0.25, 0, 0, 0},
                new double[] {
                    Concentration.herfindahl(equal),
                    Concentration.normalisedHerfindahl(equal),
                    Concentration.gini(equal),
                    Concentration.renyiEntropy(equal, 2) + StrictMath.log(Concentration.herfindahl(equal))
                },
                1e-12,
                Shown.number(3));
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return java.util.Arrays.stream(values).map(function).toArray();
    }
}
