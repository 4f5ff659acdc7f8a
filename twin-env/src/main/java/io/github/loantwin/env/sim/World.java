package io.github.loantwin.env.sim;

import io.github.loantwin.env.calendar.SimulationCalendar;
import io.github.loantwin.env.credit.CreditSlice;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.nio.ByteBuffer;

/**
 * What the economy means for a lender: stress, roll rates, credit tables, market prices and demand.
 *
 * <p>All of it belongs to the world and never depends on what the lender does. Moves follow the true economy, marks and
 * prices the published one; both change on the first day of a month, market rates every day.
 */
final class World {
    private static final int K = Product.COUNT;

    final Economy economy;
    final CreditSlice slice = new CreditSlice();
    /** Monthly roll rates by product at true stress, row-major 4 x 6. */
    final double[][] rollRates = new double[K][RollRates.SIZE];

    private final Model model;
    private final Draws draws;
    private final double[] trueStress = new double[K];
    private final double[] publishedStress = new double[K];
    private final double[] lossMultiple = new double[K];
    private final double[] noise = new double[K];
    private final double[] marketFunding = new double[K];
    private final double[] arrivals = new double[K];
    private int month;
    private double treasuryRate;
    private double averageExcessSpread;

    World(Model model, Draws draws) {
        this.model = model;
        this.draws = draws;
        economy = new Economy(model.macro, model.calendar);
    }

    /** Starts the world of the episode key that the draws hold. */
    void reset(ResetOptions options) {
        if (options.regime().isPresent()) {
            economy.reset(draws.key(), options.regime().get());
        } else {
            economy.reset(draws.key(), model.macro.config());
        }
        month = model.calendar.monthIndex(0);
        for (int k = 0; k < K; k++) {
            noise[k] = model.demand.competitorNoise() * draws.normal(Stream.COMPETITOR, k, month);
        }
        refreshStress();
        for (int k = 0; k < K; k++) {
            lossMultiple[k] = currentLossMultiple(k);
        }
        refreshPrices();
    }

    /** Moves the world to a day. */
    void startDay(int day) {
        economy.startDay(day);
        if (model.calendar.isMonthStart(day)) {
            startMonth(day);
        }
    }

    private void startMonth(int day) {
        month = model.calendar.monthIndex(day);
        double keep = model.demand.competitorPersistence();
        double fresh = Math.sqrt(1 - keep * keep) * model.demand.competitorNoise();
        double memory = 2.0 / (model.demand.priceMemoryMonths() + 1);
        refreshStress();
        for (int k = 0; k < K; k++) {
            noise[k] = keep * noise[k] + fresh * draws.normal(Stream.COMPETITOR, k, month);
            lossMultiple[k] += memory * (currentLossMultiple(k) - lossMultiple[k]);
        }
        refreshPrices();
    }

    private void refreshStress() {
        for (int k = 0; k < K; k++) {
            int lag = 3 * model.stressIndex.lagQuarters(k);
            trueStress[k] = stressMonthsAgo(k, lag);
            int lateJobs = Math.max(0, lag - 1);
            int lateHouses = Math.max(0, lag - 2);
            publishedStress[k] = model.stressIndex.value(
                    k,
                    economy.published(MacroSeries.UNEMPLOYMENT, lateJobs),
                    economy.publishedUnemploymentChange4q(lateJobs),
                    economy.publishedHpiGrowth4q(lateHouses));
            model.rollRates.at(k, trueStress[k], rollRates[k]);
        }
        slice.set(model.tables, publishedStress);
    }

    private double stressMonthsAgo(int k, int ago) {
        return model.stressIndex.value(
                k,
                economy.history(MacroSeries.UNEMPLOYMENT, ago),
                economy.unemploymentChange4q(ago),
                economy.hpiGrowth4q(ago));
    }

    private void refreshPrices() {
        int months = model.demand.priceMemoryMonths();
        double spread = 0;
        double shortRate = 0;
        double longRate = 0;
        for (int m = 1; m <= months; m++) {
            spread += economy.history(MacroSeries.BBB_SPREAD, m) / months;
            shortRate += economy.history(MacroSeries.RATE_3M, m) / months;
            longRate += economy.history(MacroSeries.RATE_10Y, m) / months;
        }
        averageExcessSpread = spread - model.lender.averageSpread();
        for (int k = 0; k < K; k++) {
            ProductConfig config = model.products.get(k);
            double index = config.pricing().floating() ? economy.rate3m() : index(config, shortRate, longRate);
            marketFunding[k] =
                    index + model.lender.fundingSpread() + model.lender.fundingSpreadBeta() * averageExcessSpread;
            arrivals[k] = arrivalsPerDay(k);
        }
        int treasuryMonths = model.lender.treasuryMonths();
        double sum = 0;
        for (int m = 1; m <= treasuryMonths; m++) {
            sum += economy.history(MacroSeries.RATE_3M, m) / treasuryMonths;
        }
        treasuryRate = sum + model.lender.treasurySpread();
    }

    private static double index(ProductConfig config, double shortRate, double longRate) {
        return switch (config.pricing().index()) {
            case SHORT -> shortRate;
            case MIDDLE -> (shortRate + longRate) / 2;
            case LONG -> longRate;
        };
    }

    private double arrivalsPerDay(int k) {
        ProductConfig config = model.products.get(k);
        ProductConfig.Demand demand = config.demand();
        double perDay = model.episode.initialLoans()
                * config.bookShare()
                * demand.bookedPerLoanYear()
                / 365
                / (model.applicants.approvalRate(k) * demand.takeUpAtPar() * model.demand.reach());
        double rateGap = marketFunding[k] - normalFunding(config);
        double exponent = model.demand.gdpSensitivity()
                        * (economy.history(MacroSeries.GDP_GROWTH_4Q, 0) - model.demand.gdpTrend())
                - demand.rateSensitivity() * rateGap
                + demand.houseSensitivity() * (houseGrowth() - model.demand.houseTrend());
        int monthOfYear = model.calendar.monthOfYearAt(month);
        return perDay * config.season()[monthOfYear - 1] * PortableMath.exp(PortableMath.clamp(exponent, -3, 1.5));
    }

    /** Funding rate of a product in the typical economy (3-month 3.6 %, 10-year 4.3 %, average spread). */
    private double normalFunding(ProductConfig config) {
        return index(config, 0.036, 0.043) + model.lender.fundingSpread();
    }

    private double houseGrowth() {
        return economy.history(MacroSeries.HPI, 0) / economy.history(MacroSeries.HPI, 12) - 1;
    }

    /** Level loss of average risk at published stress over that in the average economy. */
    private double currentLossMultiple(int k) {
        return slice.levelLossRate(k, 1) / model.averageSlice.levelLossRate(k, 1);
    }

    /** Returns the mean stress of a product over the last year, from which the delinquency mix of day 0 follows. */
    double pastYearStress(int k) {
        double sum = 0;
        int lag = 3 * model.stressIndex.lagQuarters(k);
        for (int ago = 0; ago <= 12; ago += 4) {
            sum += stressMonthsAgo(k, lag + ago) / 4;
        }
        return sum;
    }

    /** Returns the index of a product's price some months ago. */
    double indexMonthsAgo(int k, int monthsAgo) {
        return index(
                model.products.get(k),
                economy.history(MacroSeries.RATE_3M, monthsAgo),
                economy.history(MacroSeries.RATE_10Y, monthsAgo));
    }

    /** Returns that index in the typical economy: 3-month 3.6 %, 10-year 4.3 %. */
    double typicalIndex(int k) {
        return index(model.products.get(k), 0.036, 0.043);
    }

    /** Returns the true stress index of a product this month. */
    double trueStress(int k) {
        return trueStress[k];
    }

    /** Returns the stress index from published data. */
    double publishedStress(int k) {
        return publishedStress[k];
    }

    /** Returns the true house price index of this month. */
    double trueIndex() {
        return economy.history(MacroSeries.HPI, 0);
    }

    /** Returns the house price index as last published. */
    double publishedIndex() {
        return economy.published(MacroSeries.HPI, 0);
    }

    /** Returns today's 3-month rate, the index of floating loans. */
    double shortRate() {
        return economy.rate3m();
    }

    /** Returns today's matched funding rate of a product, index included. */
    double fundingRate(int k) {
        return index(model.products.get(k), economy.rate3m(), economy.rate10y()) + fundingSpread();
    }

    /** Returns today's spread of matched funding over its index. */
    double fundingSpread() {
        return model.lender.fundingSpread()
                + model.lender.fundingSpreadBeta() * (economy.bbbSpread() - model.lender.averageSpread());
    }

    /** Returns the funding rate that market prices stand on: averaged over the memory of competitors. */
    double marketFunding(int k) {
        return marketFunding[k];
    }

    /** Returns the market's margin over funding for a borrower of a stored risk multiplier. */
    double marketMargin(int k, double storedMultiplier) {
        ProductConfig.Pricing pricing = model.products.get(k).pricing();
        double extra = model.levelLoss(k, storedMultiplier) - model.meanLevelLoss[k];
        double cycle = 1 + model.demand.lossRepricing() * (lossMultiple[k] - 1);
        double passed = pricing.lossPassThrough() * extra * cycle;
        double mean = pricing.lossPassThrough() * model.meanLevelLoss[k] * (cycle - 1);
        return Math.max(0.002, pricing.margin() + passed + mean);
    }

    /** Returns competitors' deviation from the market rate this month. */
    double competitorNoise(int k) {
        return noise[k];
    }

    /** Returns expected applicants per day of a product in the whole world, before the factor of the weekday. */
    double arrivals(int k) {
        return arrivals[k];
    }

    /** Returns the factor of a day of the week on arrivals; a week has mean 1. */
    double weekdayFactor(int day) {
        SimulationCalendar calendar = model.calendar;
        double weekday = model.demand.weekday();
        return calendar.isWeekend(day) ? (7 - 5 * weekday) / 2 : weekday;
    }

    /** Returns what deposits and equity earn: the averaged 3-month rate and a spread. */
    double treasuryRate() {
        return treasuryRate;
    }

    /** Returns excess BBB spread over its mean, averaged over the memory of prices. */
    double averageExcessSpread() {
        return averageExcessSpread;
    }

    /**
     * Returns excess BBB spread at the end of last month in points, limited to the range that matters for the credit
     * crunch.
     */
    double crunch() {
        return PortableMath.clamp(
                100 * (economy.history(MacroSeries.BBB_SPREAD, 1) - model.lender.averageSpread()),
                model.demand.crunchLow(),
                model.demand.crunchHigh());
    }

    /** Returns the deposit rate. */
    double depositRate() {
        double lagged = economy.history(MacroSeries.RATE_3M, model.lender.depositLagMonths());
        return Math.max(model.lender.depositBeta() * lagged, model.lender.depositFloor());
    }

    /** Returns the number of bytes that {@link #save} writes; the economy is apart. */
    static int stateBytes() {
        return Integer.BYTES + (6 * K + 2) * Double.BYTES;
    }

    /** Writes the month's figures; those set on its first day cannot be found again later in the month. */
    void save(ByteBuffer out) {
        out.putInt(month);
        for (int k = 0; k < K; k++) {
            out.putDouble(noise[k]).putDouble(lossMultiple[k]);
            out.putDouble(trueStress[k]).putDouble(publishedStress[k]);
            out.putDouble(marketFunding[k]).putDouble(arrivals[k]);
        }
        out.putDouble(treasuryRate).putDouble(averageExcessSpread);
    }

    /** Reads what {@link #save} wrote and sets roll rates and credit tables to its stress. */
    void restore(ByteBuffer in) {
        month = in.getInt();
        for (int k = 0; k < K; k++) {
            noise[k] = in.getDouble();
            lossMultiple[k] = in.getDouble();
            trueStress[k] = in.getDouble();
            publishedStress[k] = in.getDouble();
            marketFunding[k] = in.getDouble();
            arrivals[k] = in.getDouble();
            model.rollRates.at(k, trueStress[k], rollRates[k]);
        }
        treasuryRate = in.getDouble();
        averageExcessSpread = in.getDouble();
        slice.set(model.tables, publishedStress);
    }
}
