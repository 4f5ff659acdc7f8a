package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import org.junit.jupiter.api.Test;

/**
 * Signs of credit-model D3 with common random numbers: one lender, one seed, one thing changed, in an economy that stands
 * still. Nothing here is statistical: the draws of both runs are the same.
 */
class SensitivityTest {
    private static final long SEED = 21;
    private static final TwinConfig BASE = TwinConfig.defaults()
            .withMacro("constant")
            .with("episode.maxPortfolioSize", 20_000)
            .with("episode.initialLoans", 2_000);
    private static final Totals CALM = run(BASE, 0, 0, 0);

    /** Sums of a year's flows and last levels. */
    private record Totals(double[] flows, StepInfo start, StepInfo end) {
        double sum(InfoField field) {
            return flows[field.ordinal()];
        }

        double mean(InfoField field) {
            return flows[field.ordinal()] / 365;
        }
    }

    private static Totals run(TwinConfig config, double credit, double pricing, double tilt) {
        LoanEnv env = new LoanEnv(config);
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
            assertTrue(!step.terminated(), "the lender must live through the year");
        }
        return new Totals(sums, start, end);
    }

    private static void higher(String what, double high, double low) {
        assertTrue(high > low, what + ": " + high + " must be above " + low);
    }

    @Test
    void higherUnemploymentRaisesDefaultsAndLowersPrepayment() {
        Totals bad = run(BASE.with("macro.unemployment", 0.09), 0, 0, 0);
        higher("new defaults", bad.sum(InfoField.NEW_DEFAULTS), CALM.sum(InfoField.NEW_DEFAULTS));
        higher(
                "delinquent mortgages",
                bad.mean(InfoField.DELINQUENT_MORTGAGE),
                CALM.mean(InfoField.DELINQUENT_MORTGAGE));
        higher("expected loss", bad.mean(InfoField.EXPECTED_LOSS_RATE), CALM.mean(InfoField.EXPECTED_LOSS_RATE));
        higher("value at risk", bad.mean(InfoField.VALUE_AT_RISK_95), CALM.mean(InfoField.VALUE_AT_RISK_95));
        higher("allowance", bad.mean(InfoField.ALLOWANCE_RATIO), CALM.mean(InfoField.ALLOWANCE_RATIO));
        higher("prepayment", CALM.sum(InfoField.PREPAID_PRINCIPAL), bad.sum(InfoField.PREPAID_PRINCIPAL));
    }

    /** The twin's demand follows output growth; unemployment reaches it through growth (C5). */
    @Test
    void lowerGrowthLowersDemand() {
        Totals bad = run(BASE.with("macro.gdpGrowth", -0.03), 0, 0, 0);
        higher("applications", CALM.sum(InfoField.APPLICATIONS), bad.sum(InfoField.APPLICATIONS));
        higher("originations", CALM.sum(InfoField.ORIGINATIONS), bad.sum(InfoField.ORIGINATIONS));
    }

    @Test
    void lowerHousePricesRaiseMortgageLossesAndLowerPrepayment() {
        Totals bad = run(BASE.with("macro.housePriceGrowth", -0.12), 0, 0, 0);
        higher(
                "delinquent mortgages",
                bad.mean(InfoField.DELINQUENT_MORTGAGE),
                CALM.mean(InfoField.DELINQUENT_MORTGAGE));
        higher("expected loss", bad.mean(InfoField.EXPECTED_LOSS_RATE), CALM.mean(InfoField.EXPECTED_LOSS_RATE));
        higher(
                "mortgage charge-offs",
                bad.sum(InfoField.CHARGE_OFFS_MORTGAGE),
                CALM.sum(InfoField.CHARGE_OFFS_MORTGAGE));
        higher("prepayment", CALM.sum(InfoField.PREPAID_PRINCIPAL), bad.sum(InfoField.PREPAID_PRINCIPAL));
        higher("applications", CALM.sum(InfoField.APPLICATIONS), bad.sum(InfoField.APPLICATIONS));
    }

    /** Refinancing pays against coupons of yesterday: the market's rates are those of the book's past here. */
    @Test
    void lowerRatesRaiseDemand() {
        Totals low = run(BASE.with("macro.rate3m", 0.02).with("macro.rate10y", 0.026), 0, 0, 0);
        higher("applications", low.sum(InfoField.APPLICATIONS), CALM.sum(InfoField.APPLICATIONS));
        higher("floating income", CALM.sum(InfoField.INTEREST_CARD), low.sum(InfoField.INTEREST_CARD));
        higher("deposit cost", CALM.sum(InfoField.DEPOSIT_COST), low.sum(InfoField.DEPOSIT_COST));
    }

    @Test
    void higherSpreadRaisesFundingCost() {
        Totals wide = run(BASE.with("macro.bbbSpread", 0.035), 0, 0, 0);
        higher("wholesale cost", wide.sum(InfoField.WHOLESALE_COST), CALM.sum(InfoField.WHOLESALE_COST));
    }

    @Test
    void higherOwnPriceLowersTakeUpAndRaisesIncomePerLoan() {
        Totals dear = run(BASE, 0, 0.01, 0);
        higher("bookings", CALM.sum(InfoField.BOOKINGS), dear.sum(InfoField.BOOKINGS));
        higher(
                "bookings per approval",
                CALM.sum(InfoField.BOOKINGS) / CALM.sum(InfoField.APPROVALS),
                dear.sum(InfoField.BOOKINGS) / dear.sum(InfoField.APPROVALS));
        higher(
                "card income per balance",
                dear.sum(InfoField.INTEREST_CARD) / dear.sum(InfoField.BALANCE_CARD),
                CALM.sum(InfoField.INTEREST_CARD) / CALM.sum(InfoField.BALANCE_CARD));
        assertTrue(CALM.sum(InfoField.APPLICATIONS) == dear.sum(InfoField.APPLICATIONS), "the same people apply");
    }

    @Test
    void tighteningLowersVolumeAndRisk() {
        Totals tight = run(BASE, 0.1, 0, 0);
        Totals loose = run(BASE, -0.1, 0, 0);
        higher("originations", CALM.sum(InfoField.ORIGINATIONS), tight.sum(InfoField.ORIGINATIONS));
        higher("originations", loose.sum(InfoField.ORIGINATIONS), CALM.sum(InfoField.ORIGINATIONS));
        higher(
                "expected loss",
                CALM.end().get(InfoField.EXPECTED_LOSS_RATE),
                tight.end().get(InfoField.EXPECTED_LOSS_RATE));
        higher(
                "expected loss",
                loose.end().get(InfoField.EXPECTED_LOSS_RATE),
                CALM.end().get(InfoField.EXPECTED_LOSS_RATE));
        higher(
                "approval rate",
                CALM.sum(InfoField.APPROVALS) / CALM.sum(InfoField.APPLICATIONS),
                tight.sum(InfoField.APPROVALS) / tight.sum(InfoField.APPLICATIONS));
    }

    /** CECL: lifetime losses of a new loan are provided for on the day it is made. */
    @Test
    void growthRaisesProvisionsAtOnce() {
        TwinConfig growing = BASE.with("products.consumer.demand.bookedPerLoanYear", 0.88);
        double more = 0;
        double less = 0;
        LoanEnv a = new LoanEnv(growing);
        LoanEnv b = new LoanEnv(BASE);
        a.reset(SEED);
        b.reset(SEED);
        for (int day = 0; day < 30; day++) {
            more += a.step(new float[3]).info().get(InfoField.PROVISION);
            less += b.step(new float[3]).info().get(InfoField.PROVISION);
        }
        higher("provision of the first month", more, less);
    }

    @Test
    void tiltMovesNewVolumeTowardsSecuredLoans() {
        Totals secured = run(BASE, 0, 0, 0.05);
        double share = secured(CALM.end());
        higher("secured share", secured(secured.end()), share);
        higher("secured share", share, secured(run(BASE, 0, 0, -0.05).end()));
    }

    private static double secured(StepInfo info) {
        return (info.get(InfoField.BALANCE_MORTGAGE) + info.get(InfoField.BALANCE_AUTO)) / info.get(InfoField.LOANS);
    }

    /** Longer recovery, higher severity: charge-offs stay, net losses and the allowance rise. */
    @Test
    void higherSeverityRaisesLossAllowanceAndCapitalTogether() {
        Totals severe = run(BASE.with("credit.consumer.lossGivenDefault.normal", 0.88), 0, 0, 0);
        higher(
                "expected loss",
                severe.start().get(InfoField.EXPECTED_LOSS_RATE),
                CALM.start().get(InfoField.EXPECTED_LOSS_RATE));
        higher(
                "allowance",
                severe.start().get(InfoField.ALLOWANCE_RATIO),
                CALM.start().get(InfoField.ALLOWANCE_RATIO));
        higher(
                "value at risk",
                severe.start().get(InfoField.VALUE_AT_RISK_95),
                CALM.start().get(InfoField.VALUE_AT_RISK_95));
    }

    /** Refinancing: the same book when the market's mortgage funding falls by a point and a half on the way. */
    @Test
    void fallingRatesBringRefinancing() {
        TwinConfig falling = TwinConfig.defaults().withScenario("falling").with("episode.initialLoans", 2_000);
        TwinConfig rising = TwinConfig.defaults().withScenario("rising").with("episode.initialLoans", 2_000);
        higher(
                "prepayment",
                run(falling, 0, 0, 0).sum(InfoField.PREPAID_PRINCIPAL),
                run(rising, 0, 0, 0).sum(InfoField.PREPAID_PRINCIPAL));
    }
}
