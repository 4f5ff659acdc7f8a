package io.github.loantwin.optimizer.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepInfos;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the controllers estimate from published figures, against figures counted or calculated another way. */
class EstimatesTest {
    private static final PolicyFile FILE = ConvexPolicies.defaults();
    private static final Desk DESK = FILE.desk();

    /** Balances in millions 2, 3, 3, 1.5, 0.5 of 10; the rest as given. */
    private static StepInfo info(Map<InfoField, Double> more) {
        StepInfo book = StepInfos.of(Map.of(
                InfoField.PORTFOLIO_VALUE, 10e6,
                InfoField.BALANCE_CONSUMER, 2e6,
                InfoField.BALANCE_AUTO, 3e6,
                InfoField.BALANCE_MORTGAGE, 3e6,
                InfoField.BALANCE_BUSINESS, 1.5e6,
                InfoField.BALANCE_CARD, 0.5e6,
                InfoField.EQUITY, 1e6,
                InfoField.RISK_WEIGHTED_ASSETS, 8.5e6,
                InfoField.VALUE_AT_RISK_95, 0.03,
                InfoField.CREDIT_SPREAD, 0.0166));
        return StepInfos.changed(book, more);
    }

    private static ControllerSettings view(double loss, double unemployment, double spread) {
        ControllerSettings lp = FILE.lp();
        return new ControllerSettings(
                30,
                loss,
                unemployment,
                spread,
                lp.volumeFloor(),
                lp.volumeCeiling(),
                lp.hurdle(),
                lp.leastTilt(),
                lp.mostTilt(),
                lp.loosest(),
                lp.priceShare(),
                lp.priceRange(),
                lp.moveLimit(),
                lp.riskAversion(),
                lp.cvarLevel(),
                lp.cvarLimit(),
                lp.uncertainty());
    }

    /**
     * Normal loss of this mix by hand: .2 x .0352 + .3 x .0110 + .3 x .0050 + .15 x .0113 + .05 x .0516 = .016115; twice that
     * published, and unemployment 1.2 points above its lowest of 180 days, spread 2 points above average: 2 e^(.3 x 1.2 + .1 x
     * 2). The lowest of day 0 is forgotten after 180 days.
     */
    @Test
    void lossesNowAndAhead() {
        MarketView view = new MarketView(DESK, view(1, 0.3, 0.1));
        view.reset();
        view.inform(info(Map.of(InfoField.EXPECTED_LOSS_RATE, 0.016115, InfoField.UNEMPLOYMENT_RATE, 0.040)));
        assertEquals(1, view.lossesNow(), 1e-12);
        view.inform(info(Map.of(
                InfoField.DAY, 100.0,
                InfoField.EXPECTED_LOSS_RATE, 0.03223,
                InfoField.UNEMPLOYMENT_RATE, 0.052,
                InfoField.CREDIT_SPREAD, 0.0366)));
        assertEquals(2, view.lossesNow(), 1e-12);
        assertEquals(2 * Math.exp(0.36 + 0.2), view.lossesAhead(), 1e-9);
        view.inform(info(Map.of(
                InfoField.DAY, 190.0,
                InfoField.EXPECTED_LOSS_RATE, 0.03223,
                InfoField.UNEMPLOYMENT_RATE, 0.052)));
        assertEquals(2, view.lossesAhead(), 1e-9);
        view.inform(info(Map.of(
                InfoField.DAY, 191.0,
                InfoField.EXPECTED_LOSS_RATE, 0.03223,
                InfoField.UNEMPLOYMENT_RATE, 0.052,
                InfoField.CREDIT_SPREAD, 0.0116)));
        assertEquals(2 * Math.exp(-0.05), view.lossesAhead(), 1e-9, "half a point below average: good times count too");
    }

    /** After n days the memory of rates has moved by 1 - e^(-n / 137) of a jump; the rest squeezes new lending. */
    @Test
    void listPricesLagFunding() {
        MarketView view = new MarketView(DESK, view(1, 0, 0));
        view.reset();
        view.inform(
                info(Map.of(InfoField.RATE_3M, 0.02, InfoField.RATE_10Y, 0.04, InfoField.EXPECTED_LOSS_RATE, 0.016)));
        for (int day = 1; day <= 50; day++) {
            view.inform(info(Map.of(
                    InfoField.DAY, (double) day,
                    InfoField.EXPECTED_LOSS_RATE, 0.016,
                    InfoField.RATE_3M, 0.03,
                    InfoField.RATE_10Y, 0.042,
                    InfoField.CREDIT_SPREAD, 0.0266)));
        }
        double left = Math.exp(-50 / 137.0);
        double spread = 0.75 * 0.01 * left;
        assertEquals(
                spread + left * (0.5 * 0.01 + 0.5 * 0.002),
                view.squeeze(DESK.products().get(0)),
                1e-12);
        assertEquals(spread + left * 0.002, view.squeeze(DESK.products().get(2)), 1e-12, "mortgages: the 10-year rate");
        assertEquals(spread, view.squeeze(DESK.products().get(3)), 1e-12, "floating: the spread alone");
    }

    /** Sums over the normal law of scores in steps of a hundredth of a point, instead of the closed form. */
    @Test
    void bandsCountApplicantsAndTheirRisk() {
        for (DeskProduct product : DESK.products()) {
            double low = product.cutoff() * 1.02;
            double high = product.cutoff() * 1.04;
            double all = 0;
            double allRisk = 0;
            double in = 0;
            double inRisk = 0;
            for (double s = product.cutoff() + 0.005; s < product.scoreMean() + 9 * product.scoreSd(); s += 0.01) {
                double z = (s - product.scoreMean()) / product.scoreSd();
                double density = Math.exp(-z * z / 2);
                double odds = density * Math.pow(2, -s / product.pointsToDouble());
                all += density;
                allRisk += odds;
                in += s >= low && s < high ? density : 0;
                inRisk += s >= low && s < high ? odds : 0;
            }
            assertEquals(in / all, product.share(low, high), 1e-4, product.name());
            assertEquals(inRisk / in / (allRisk / all), product.relativeRisk(low, high), 2e-4, product.name());
        }
    }

    /** Consumer by hand: .019 + .036 (1 + .83 (1.1 x 1.5 - 1) - 2 x 1.5) - .002 = -.035578. */
    @Test
    void marginOfABandByHand() {
        Situation now = new Situation(
                new double[] {0.2, 0.3, 0.3, 0.15, 0.05},
                0.85,
                0.1,
                1,
                1.8,
                2,
                1.1,
                0,
                new double[] {0.002, 0, 0, 0, 0},
                0.03);
        assertEquals(-0.035578, now.margin(DESK.products().get(0), 0, 1.5), 1e-12);
        assertEquals(
                DESK.products().get(1).margin(), normal().margin(DESK.products().get(1), 1, 1), 1e-15);
    }

    private static Situation normal() {
        return new Situation(new double[] {0.2, 0.3, 0.3, 0.15, 0.05}, 0.85, 0.1, 1, 1, 1, 1, 0, new double[5], 0.026);
    }

    /** The 95 % quantile of the book's loss over the scenarios, sorted anew, is the published value at risk. */
    @Test
    void scenariosMeetThePublishedValueAtRisk() {
        double[][] losses = new LossScenarios(DESK).of(normal());
        double[] ofBook = Arrays.stream(losses)
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int k = 0; k < 5; k++) {
                        sum += row[k] * normal().book()[k];
                    }
                    return sum;
                })
                .sorted()
                .toArray();
        assertEquals(0.026, ofBook[(int) (0.95 * ofBook.length)], 1e-12);
        double mean = Arrays.stream(ofBook).average().orElseThrow();
        assertTrue(mean < 0.026 && mean > 0.5 * normal().expectedLoss(DESK), "mean " + mean);
    }
}
