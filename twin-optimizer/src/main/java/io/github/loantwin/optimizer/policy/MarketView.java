package io.github.loantwin.optimizer.policy;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;

/**
 * What a controller remembers of the published figures, and the estimates it makes from them.
 *
 * <pre>
 *   losses now      L = (published expected-loss rate / the desk's normal rate of today's mix)^lossWeight
 *   losses ahead    M = L exp(unemploymentWeight (u - lowest u of 180 days) + spreadWeight (spread - average))    points
 *   squeeze         rise of index and spread over what list prices still reflect (exponential memory)
 * </pre>
 *
 * <p>The true regime, which info carries, is not read: a lender does not know it.
 */
final class MarketView {
    static final InfoField[] BALANCES = {
        InfoField.BALANCE_CONSUMER,
        InfoField.BALANCE_AUTO,
        InfoField.BALANCE_MORTGAGE,
        InfoField.BALANCE_BUSINESS,
        InfoField.BALANCE_CARD
    };
    private static final int MEMORY_DAYS = 180;
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 4;

    private final Desk desk;
    private final ControllerSettings settings;
    private final double[] info = new double[InfoField.COUNT];
    private final double[] seenDay = new double[MEMORY_DAYS + 1];
    private final double[] seenUnemployment = new double[MEMORY_DAYS + 1];
    private int seen;
    private double openingBook;
    private double shortMemory;
    private double longMemory;
    private double spreadMemory;
    private double lossMemory;

    MarketView(Desk desk, ControllerSettings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    void reset() {
        seen = 0;
        shortMemory = 0;
        longMemory = 0;
        spreadMemory = 0;
        lossMemory = 0;
    }

    boolean isInformed() {
        return seen > 0;
    }

    /** Takes the figures of the reset or of a step. */
    void inform(StepInfo published) {
        double before = info[InfoField.DAY.ordinal()];
        for (int f = 0; f < info.length; f++) {
            info[f] = published.get(FIELDS[f]);
        }
        int slot = seen % seenDay.length;
        seenDay[slot] = day();
        seenUnemployment[slot] = get(InfoField.UNEMPLOYMENT_RATE);
        if (seen++ == 0) {
            openingBook = book();
            remember(1);
        } else {
            remember(1 - StrictMath.exp(-(day() - before) / desk.priceMemoryDays()));
        }
    }

    private static final InfoField[] FIELDS = InfoField.values();

    private void remember(double weight) {
        shortMemory += weight * (get(InfoField.RATE_3M) - shortMemory);
        longMemory += weight * (get(InfoField.RATE_10Y) - longMemory);
        spreadMemory += weight * (get(InfoField.CREDIT_SPREAD) - spreadMemory);
        lossMemory += weight * (lossesNow() - lossMemory);
    }

    private double get(InfoField field) {
        return info[field.ordinal()];
    }

    double day() {
        return get(InfoField.DAY);
    }

    double book() {
        return get(InfoField.PORTFOLIO_VALUE);
    }

    /** Returns a product's share of the book. */
    double share(int product) {
        return get(BALANCES[product]) / book();
    }

    /** Returns the book of day 0 over today's, by which planned volumes are scaled. */
    double openingOverNow() {
        return openingBook / book();
    }

    double equityShare() {
        return get(InfoField.EQUITY) / book();
    }

    double density() {
        return get(InfoField.RISK_WEIGHTED_ASSETS) / book();
    }

    double valueAtRisk95() {
        return get(InfoField.VALUE_AT_RISK_95);
    }

    /** Returns expected losses over those of normal times, as the lender's own marks have them. */
    double lossesNow() {
        double normal = 0;
        for (int k = 0; k < BALANCES.length; k++) {
            normal += share(k) * desk.products().get(k).expectedLoss();
        }
        double ratio = get(InfoField.EXPECTED_LOSS_RATE) / normal;
        return limited(StrictMath.pow(Math.max(ratio, 1e-3), settings.lossWeight()));
    }

    /** Returns the losses that new loans must be expected to have, over those of normal times. */
    double lossesAhead() {
        double log = settings.unemploymentWeight() * unemploymentRise() + settings.spreadWeight() * excessSpread();
        return limited(lossesNow() * StrictMath.exp(log));
    }

    private static double limited(double multiplier) {
        return Math.max(LOWEST, Math.min(HIGHEST, multiplier));
    }

    /** Returns the average of past loss multipliers that list prices reflect. */
    double lossesRemembered() {
        return lossMemory;
    }

    /** Returns points of BBB spread above average. */
    double excessSpread() {
        return 100 * (get(InfoField.CREDIT_SPREAD) - desk.averageSpread());
    }

    /** Returns points that unemployment stands above its lowest since 180 days ago. */
    double unemploymentRise() {
        double now = get(InfoField.UNEMPLOYMENT_RATE);
        double lowest = now;
        for (int i = 0; i < Math.min(seen, seenDay.length); i++) {
            if (seenDay[i] >= day() - MEMORY_DAYS) {
                lowest = Math.min(lowest, seenUnemployment[i]);
            }
        }
        return 100 * (now - lowest);
    }

    /** Returns what new funding costs above the funding that a product's list price reflects. */
    double squeeze(DeskProduct product) {
        double spread = desk.spreadBeta() * (get(InfoField.CREDIT_SPREAD) - spreadMemory);
        if (product.floating()) {
            return spread;
        }
        double now =
                product.shortShare() * get(InfoField.RATE_3M) + (1 - product.shortShare()) * get(InfoField.RATE_10Y);
        double remembered = product.shortShare() * shortMemory + (1 - product.shortShare()) * longMemory;
        return spread + now - remembered;
    }
}
