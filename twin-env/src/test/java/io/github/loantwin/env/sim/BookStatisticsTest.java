package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A year of a large book in an economy at stress 0, against the law of its moves and the derived values of credit-model
 * C2.2: 60,000 loans, with more mortgages and business loans than the default so that their counts mean something.
 *
 * <p>The levels of stress 0 are moved to those of the economy that stands still, so every product has s = 0 exactly.
 */
class BookStatisticsTest {
    private static final int K = Product.COUNT;
    private static final TwinConfig CONFIG = Runs.config(
            """
            episode: {initialLoans: 60000, maxPortfolioSize: 300000}
            macro: macro/constant.yaml
            credit: {stressIndex: {unemploymentNormal: 0.044, unemploymentChangeNormal: 0, housePriceGrowthNormal: 0.04}}
            products: {consumer: {bookShare: 0.25}, auto: {bookShare: 0.25}, mortgage: {bookShare: 0.2},
              business: {bookShare: 0.15}, card: {bookShare: 0.15}}
            """);

    /** Observed and expected moves by product, row and column 0-3; column 4 counts loans that leave. */
    private static final double[][][] OBSERVED = new double[K][4][5];

    private static final double[][][] EXPECTED = new double[K][4][5];
    private static final double[][][] VARIANCE = new double[K][4][5];
    /** Balance by product and state, summed over the ends of months 7 to 12; and the same by count. */
    private static final double[][] BALANCE = new double[K][4];

    private static final double[][] COUNT = new double[K][4];
    private static final double[] WRITTEN_OFF = new double[K];
    private static final double[] BALANCE_DAYS = new double[K];
    private static final double[] DEFAULTS_EXPECTED = new double[K];
    private static final double[] DEFAULTS_VARIANCE = new double[K];
    private static final double[] DEFAULTS = new double[K];
    private static double expectedLoss;
    private static double realisedLoss;

    @BeforeAll
    static void year() {
        Simulator s = Runs.start(CONFIG, 4);
        for (int k = 0; k < K; k++) {
            assertEquals(0, s.world.trueStress(k), 1e-12);
            assertEquals(0, s.world.publishedStress(k), 1e-12);
        }
        Map<Long, Integer> performing = markedDefaults(s);
        Set<Long> defaulted = new HashSet<>();
        expectedLoss = s.book.total(Segment.EXPECTED_LOSS);
        for (int day = 1; day <= 365; day++) {
            int segment = s.model.calendar.dayOfMonth(day) - 1;
            Map<Long, Integer> before = segment < 28 ? beforeDue(s, segment, day) : Map.of();
            long toCome = s.collections.expectedRecoveries();
            s.runDay(0, 0, 0);
            afterDue(s, segment, before, performing, defaulted);
            for (int k = 0; k < K; k++) {
                WRITTEN_OFF[k] += s.ledger.flow(LoanFlow.CHARGED_OFF, k) + s.ledger.flow(LoanFlow.TO_COLLATERAL, k);
                BALANCE_DAYS[k] += s.balance(k);
            }
            realisedLoss += s.ledger.flow(LoanFlow.CHARGED_OFF)
                    - s.ledger.flow(LoanFlow.RECOVERED)
                    - (s.collections.expectedRecoveries() - toCome);
            if (day > 180 && s.model.calendar.isMonthEnd(day)) {
                addStates(s);
            }
        }
        for (long id : defaulted) {
            DEFAULTS[performing.get(id)]++;
        }
    }

    private static Map<Long, Integer> markedDefaults(Simulator s) {
        Map<Long, Integer> performing = new HashMap<>();
        LoanColumns c = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                int k = c.product[i];
                if (c.missed[i] < 3) {
                    double m = c.riskMultiplier[i] * s.model.multiplier.ageFactor(k, c.age[i]);
                    double pd = s.world.slice.pd12(k, c.missed[i], m);
                    DEFAULTS_EXPECTED[k] += pd;
                    DEFAULTS_VARIANCE[k] += pd * (1 - pd);
                    performing.put(c.id[i], k);
                }
            }
        }
        return performing;
    }

    /** Adds the law of the day's moves; returns product and row of the loans counted, by id. */
    private static Map<Long, Integer> beforeDue(Simulator s, int segment, int day) {
        Map<Long, Integer> before = new HashMap<>();
        LoanColumns c = s.book.loans;
        double[] row = new double[6];
        for (int i = c.start(segment); i < c.start(segment) + c.size(segment); i++) {
            int k = c.product[i];
            int state = Math.min(3, c.missed[i]);
            if (c.remaining[i] <= 2 && k != Product.CARD.ordinal()) {
                continue; // may mature, which is no move
            }
            law(s, PlainLoan.read(c, i), day, row);
            for (int to = 0; to < 5; to++) {
                double p = to < 4 ? row[to] : row[DelinquencyState.CHARGE_OFF] + row[DelinquencyState.PREPAY];
                EXPECTED[k][state][to] += p;
                VARIANCE[k][state][to] += p * (1 - p);
            }
            before.put(c.id[i], k * 4 + state);
        }
        return before;
    }

    /** C2.3: the product's row with odds of entry x m, cures x m^(-1/4), the loan's own prepayment. */
    private static void law(Simulator s, PlainLoan loan, int day, double[] row) {
        int k = loan.product;
        int state = Math.min(3, loan.missed);
        int age = loan.age + 1;
        boolean mortgage = k == Product.MORTGAGE.ordinal();
        boolean floating = k == Product.CARD.ordinal() || k == Product.BUSINESS.ordinal();
        double m = loan.riskMultiplier * s.model.multiplier.ageFactor(k, age);
        double market = floating ? loan.rate : s.world.marketFunding(k) + loan.margin;
        double cltv = mortgage ? loan.balance * loan.indexAtOrigination / (loan.collateral * s.world.trueIndex()) : 0;
        double left = 1;
        for (int to = 0; to < 6; to++) {
            double p = s.world.rollRates[k][state * 6 + to];
            if (to == DelinquencyState.PREPAY) {
                p = s.model.prepayment.smm(
                        k, state, age, loan.rate, market, loan.burnout, cltv, s.model.calendar.monthOfYear(day), 0);
            } else if (state == 0 && to == 1) {
                p = m * p / (1 - p + m * p);
            } else if (to < state) {
                p *= StrictMath.pow(m, -0.25);
            }
            row[to] = p;
            left -= to == state ? 0 : p;
        }
        double moves = 1 - left;
        for (int to = 0; to < 6 && moves > 0.995; to++) {
            row[to] *= 0.995 / moves;
        }
        row[state] = Math.max(left, 0.005);
    }

    private static void afterDue(
            Simulator s, int segment, Map<Long, Integer> before, Map<Long, Integer> performing, Set<Long> defaulted) {
        if (segment >= LoanColumns.SEGMENTS) {
            return;
        }
        LoanColumns c = s.book.loans;
        Map<Long, Integer> gone = new HashMap<>(before);
        for (int i = c.start(segment); i < c.start(segment) + c.size(segment); i++) {
            Integer cell = gone.remove(c.id[i]);
            if (cell != null) {
                OBSERVED[cell / 4][cell % 4][Math.min(3, c.missed[i])]++;
            }
            if (c.missed[i] >= 3 && performing.containsKey(c.id[i])) {
                defaulted.add(c.id[i]);
            }
        }
        for (int cell : gone.values()) {
            OBSERVED[cell / 4][cell % 4][4]++;
        }
    }

    private static void addStates(Simulator s) {
        LoanColumns c = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                COUNT[c.product[i]][Math.min(3, c.missed[i])]++;
                BALANCE[c.product[i]][Math.min(3, c.missed[i])] += c.balance[i];
            }
        }
    }

    /** Chi-square of every row against the sum of its loans' own laws; at 4.5 standard deviations of z a false alarm in 1e-3. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void movesFollowTheRollMatrix(Product product) {
        int k = product.ordinal();
        for (int row = 0; row < 4; row++) {
            for (int to = 0; to < 5; to++) {
                double sd = Math.sqrt(VARIANCE[k][row][to]);
                double z = (OBSERVED[k][row][to] - EXPECTED[k][row][to]) / Math.max(sd, 1e-9);
                String cell = product + " row " + row + " to " + to + ": " + OBSERVED[k][row][to] + " against "
                        + EXPECTED[k][row][to] + " +- " + sd;
                if (EXPECTED[k][row][to] < 1e-9) {
                    assertEquals(0, OBSERVED[k][row][to], cell);
                } else {
                    assertTrue(Math.abs(z) < 4.5 + 3 / Math.max(sd, 1), cell);
                }
            }
        }
        assertTrue(OBSERVED[k][0][0] > 20_000 && OBSERVED[k][3][4] > 10, "enough moves");
    }

    /**
     * Delinquency shares (mean of the ends of months 7 to 12) and gross charge-offs per year near C2.2, cards by balance
     * because their roll rates are balance-weighted. Tolerances are relative: 20 % of the 30+ share and 25 % of the 90+
     * share, since the book is open (new loans are current and young) and its risks are mixed (bad risks cure more slowly);
     * of charge-offs 15 % for the same reasons and three sampling errors of balance-weighted losses, which large loans
     * dominate. Seeds 3 and 4 deviated by at most 13, 19 and 33 % (business) when the tolerances were set.
     */
    @ParameterizedTest
    @CsvSource({
        "CONSUMER, 2.52, 0.925, 4.352, 0.20",
        "AUTO, 2.40, 0.395, 2.112, 0.20",
        "MORTGAGE, 2.89, 1.039, 0.435, 0.45",
        "BUSINESS, 1.29, 0.694, 1.160, 0.55",
        "CARD, 2.51, 1.227, 4.045, 0.35"
    })
    void seasonedBookStaysNearTheReference(
            Product product, double share30, double share90, double chargeOff, double tolerance) {
        int k = product.ordinal();
        double[] states = product == Product.CARD ? BALANCE[k] : COUNT[k];
        double all = states[0] + states[1] + states[2] + states[3];
        assertEquals(share30, 100 * (all - states[0]) / all, 0.20 * share30, "30+ share, %");
        assertEquals(share90, 100 * states[3] / all, 0.25 * share90, "90+ share, %");
        assertEquals(
                chargeOff, 100 * WRITTEN_OFF[k] / (BALANCE_DAYS[k] / 365), tolerance * chargeOff, "charge-offs, %");
    }

    /**
     * Backtest of the 12-month PD: loans that entered 90+ against the sum of their marks; four standard deviations of
     * independent loans and 6 % for the tables' average prepayment and constant terms.
     */
    @ParameterizedTest
    @EnumSource(Product.class)
    void defaultsOfTheYearMatchTheirMarks(Product product) {
        int k = product.ordinal();
        double tolerance = 4 * Math.sqrt(DEFAULTS_VARIANCE[k]) + 0.06 * DEFAULTS_EXPECTED[k];
        assertEquals(DEFAULTS_EXPECTED[k], DEFAULTS[k], tolerance, product + " defaults");
    }

    /**
     * Backtest of the expected loss: net losses of the year (recoveries to come counted) are below the mark, which also
     * holds the full loss of the loans already in 90+ and losses charged off after the year.
     */
    @Test
    void lossesOfTheYearAreInTheRangeOfTheMark() {
        double ratio = realisedLoss / expectedLoss;
        assertTrue(ratio > 0.55 && ratio < 1.05, "realised over expected loss " + ratio);
    }
}
