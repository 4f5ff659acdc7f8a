package io.github.loantwin.env.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.validation.ReferenceBook;
import io.github.loantwin.env.validation.ReferenceLosses;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The quantile against Monte Carlo. Recorded figures are those of a million scenarios by {@link ReferenceLosses} with seed
 * 99 ({@link LossDistributionSlowTest} makes them again); their standard errors are 0.06-0.23 %.
 */
class LossDistributionTest {
    private static final RiskConfig.LossDistributionConfig CONFIG =
            RiskConfigs.shipped().lossDistribution();
    private static final LossTables TABLES = new LossTables(CONFIG);

    /** Name, VaR95 and ES95 in % of exposure, as the million scenarios gave them. */
    @ParameterizedTest
    @CsvSource({
        "typical-1, 2.6828, 3.2289",
        "typical-2, 3.0418, 3.7805",
        "typical-3, 2.6663, 3.2158",
        "typical-4, 3.7106, 4.8110",
        "typical-5, 3.0216, 3.4933",
        "typical-6, 2.6640, 3.2065",
        "typical-7, 2.9837, 3.4615",
        "typical-8, 3.1256, 3.5637",
        "typical-9, 3.2512, 3.7947",
        "typical-10, 2.7169, 3.1912",
        "10k-1, 2.3610, 2.6432",
        "lumpy-1, 4.2480, 5.4242",
        "lumpy-2, 4.4082, 5.6391",
        "lumpy-3, 3.9665, 5.1577"
    })
    void quantileIsWithinThreePercentOfAMillionScenarios(String name, double var95, double es95) {
        ReferenceBook book = ReferenceBook.named(name);
        LossDistribution law = law(book);
        assertEquals(var95, 100 * law.quantile(0.95) / book.exposure(), 0.03 * var95, "VaR95");
        assertEquals(es95, 100 * law.expectedShortfall(0.95) / book.exposure(), 0.015 * es95, "ES95");
    }

    /**
     * A small Monte Carlo made on the spot: 40,000 scenarios, standard error of the quantile about 0.4 %; allowed are 3 %
     * and four standard errors, so a false alarm has a chance below 1e-4 if the true error is 2 %.
     */
    @Test
    void quantileAgreesWithAFreshMonteCarlo() {
        ReferenceBook book = ReferenceBook.typical(1000, 11);
        double[] losses = new ReferenceLosses(book, CONFIG).sortedLosses(40_000, 5);
        double expected = ReferenceLosses.quantile(losses, 0.95);
        double error = ReferenceLosses.standardError(losses, 0.95);
        assertEquals(expected, law(book).quantile(0.95), 0.03 * expected + 4 * error);
    }

    @Test
    void meanIsTheExpectedLoss() {
        ReferenceBook book = ReferenceBook.typical(1000, 3);
        LossMoments sums = book.moments(CONFIG.largeLossFloor());
        assertEquals(book.expectedLoss(), sums.expectedLoss(), 1e-9 * book.expectedLoss());
        assertEquals(book.exposure(), sums.exposure(), 1e-9 * book.exposure());
        assertEquals(book.expectedLoss(), law(book).mean(), 1e-3 * book.expectedLoss());
    }

    /** An infinitely fine book of one product has Vasicek's quantile (credit-model C4: mortgage 1.3 %, card 4.36 %). */
    @Test
    void fineBooksHaveTheQuantileOfTheLimit() {
        assertEquals(0.03695, fineQuantile(Product.MORTGAGE, 0.013, 0.95), 0.01 * 0.03695);
        assertEquals(0.06033, fineQuantile(Product.MORTGAGE, 0.013, 0.99), 0.015 * 0.06033);
        assertEquals(0.07239, fineQuantile(Product.CARD, 0.0436, 0.95), 0.01 * 0.07239);
        assertEquals(0.06354, fineQuantile(Product.CONSUMER, 0.045, 0.95), 0.01 * 0.06354);
        assertEquals(0.03109, fineQuantile(Product.AUTO, 0.0225, 0.95), 0.01 * 0.03109);
        assertEquals(0.02600, fineQuantile(Product.BUSINESS, 0.012, 0.95), 0.01 * 0.02600);
    }

    /** Certain defaults with a fixed loss rate are a constant. */
    @Test
    void certainLossesHaveNoSpread() {
        LossMoments sums = new LossMoments(CONFIG.largeLossFloor());
        for (int i = 0; i < 20; i++) {
            sums.add(i % Product.COUNT, 1, 50_000, 0.4, 0);
        }
        LossDistribution law = new LossDistribution(TABLES);
        law.set(sums);
        assertEquals(400_000, law.quantile(0.95), 40);
        assertEquals(400_000, law.mean(), 1e-3);
    }

    @Test
    void anEmptyBookLosesNothing() {
        LossDistribution law = new LossDistribution(TABLES);
        law.set(new LossMoments(CONFIG.largeLossFloor()));
        assertEquals(0, law.quantile(0.95));
        assertEquals(0, law.expectedShortfall(0.95));
        assertEquals(0, law.mean());
        assertEquals(1, law.cdf(0));
    }

    @Test
    void sumsOfAnotherFloorAreRefused() {
        LossDistribution law = new LossDistribution(TABLES);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> law.set(new LossMoments(7)));
        assertTrue(error.getMessage().contains("largeLossFloor"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void quantileInvertsTheDistributionAndRisesWithTheLevel(long seed) {
        LossDistribution law = law(ReferenceBook.typical(1000, seed));
        double before = 0;
        for (double level : new double[] {0.5, 0.75, 0.9, 0.95, 0.99, 0.999}) {
            double quantile = law.quantile(level);
            assertEquals(level, law.cdf(quantile), 2e-4 * (1 - level) + 1e-5);
            assertTrue(quantile > before && law.expectedShortfall(level) > quantile);
            before = quantile;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void contributionsAddUp(long seed) {
        ReferenceBook book = ReferenceBook.typical(1000, seed);
        LossMoments sums = book.moments(CONFIG.largeLossFloor());
        LossDistribution law = law(book);
        double[] parts = new double[Product.COUNT];
        law.contributions(sums, 0.95, parts);
        assertEquals(law.quantile(0.95), Arrays.stream(parts).sum(), 1e-9 * book.exposure());
        for (int k = 0; k < Product.COUNT; k++) {
            assertTrue(parts[k] > 0.5 * sums.expectedLoss(k), "product " + k);
        }
        law.shortfallContributions(sums, 0.95, parts);
        assertEquals(law.expectedShortfall(0.95), Arrays.stream(parts).sum(), 1e-9 * book.exposure());
    }

    /** Shortfall of a joint book is at most the sum of its halves' (it is coherent; the quantile need not be). */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shortfallIsSubAdditive(long seed) {
        LossMoments one = ReferenceBook.typical(1000, seed).moments(CONFIG.largeLossFloor());
        LossMoments two = ReferenceBook.typical(1000, seed + 100).moments(CONFIG.largeLossFloor());
        LossDistribution law = new LossDistribution(TABLES);
        law.set(one);
        double sum = law.expectedShortfall(0.95);
        law.set(two);
        sum += law.expectedShortfall(0.95);
        one.addAll(two);
        law.set(one);
        assertTrue(law.expectedShortfall(0.95) < sum);
    }

    /** Subsets join to the same book, and a query is the same bits whatever was asked before. */
    @Test
    void figuresDependOnTheBookOnly() {
        ReferenceBook book = ReferenceBook.typical(1000, 4);
        List<ReferenceBook.Position> loans = book.positions();
        LossMoments all = book.moments(CONFIG.largeLossFloor());
        LossMoments joined = new LossMoments(CONFIG.largeLossFloor());
        for (int part = 0; part < 28; part++) {
            LossMoments segment = new LossMoments(CONFIG.largeLossFloor());
            for (int i = part; i < loans.size(); i += 28) {
                ReferenceBook.Position loan = loans.get(i);
                segment.add(loan.product(), loan.pd(), loan.ead(), loan.lgd(), loan.lgdSd());
            }
            joined.addAll(segment);
        }
        LossDistribution law = new LossDistribution(TABLES);
        law.set(all);
        double first = law.quantile(0.95);
        law.set(joined);
        assertEquals(first, law.quantile(0.95), 1e-10 * first);
        law.quantile(0.999);
        law.set(all);
        assertEquals(first, law.quantile(0.95));
        assertEquals(first, law(book).quantile(0.95));
    }

    /** One loan's balance, PD or loss rate in small steps moves the figure in small steps. */
    @Test
    void quantileMovesSmoothlyWithOneLoan() {
        ReferenceBook book = ReferenceBook.typical(1000, 2);
        LossMoments others = book.moments(CONFIG.largeLossFloor());
        LossDistribution law = new LossDistribution(TABLES);
        double before = Double.NaN;
        double largest = 0;
        for (int step = 0; step <= 4000; step++) {
            double at = step / 4000.0;
            LossMoments sums = new LossMoments(CONFIG.largeLossFloor());
            sums.addAll(others);
            sums.add(3, 0.001 + 0.9 * at, 20_000 + 400_000 * at, 0.4 + 0.3 * at, 0.15);
            law.set(sums);
            double quantile = law.quantile(0.95);
            if (step > 0) {
                largest = Math.max(largest, Math.abs(quantile - before) / quantile);
            }
            before = quantile;
        }
        assertTrue(largest < 0.004, "largest relative step " + largest);
    }

    @Test
    void moreCorrelationMeansMoreRiskAtTheSameExpectedLoss() {
        ReferenceBook book = ReferenceBook.typical(10_000, 1);
        double before = 0;
        for (double scale : new double[] {0.5, 1, 2}) {
            LossDistribution law = new LossDistribution(new LossTables(scaledCorrelation(scale)));
            law.set(book.moments(CONFIG.largeLossFloor()));
            assertEquals(book.expectedLoss(), law.mean(), 1e-3 * book.expectedLoss());
            double quantile = law.quantile(0.95);
            assertTrue(quantile > 1.02 * before);
            before = quantile;
        }
    }

    @Test
    void underOtherTablesItIsWhatANewOneIs() {
        ReferenceBook book = ReferenceBook.typical(10_000, 1);
        LossDistribution reused = law(book);
        LossTables others = new LossTables(scaledCorrelation(2));
        LossDistribution fresh = new LossDistribution(others);
        LossMoments sums = book.moments(CONFIG.largeLossFloor());
        double before = reused.quantile(0.95);
        reused.use(others);
        reused.set(sums);
        fresh.set(sums);
        assertEquals(fresh.quantile(0.95), reused.quantile(0.95));
        reused.use(TABLES);
        reused.set(sums);
        assertEquals(before, reused.quantile(0.95));
    }

    /** Losses given default twice as high: expected loss and value at risk twice as high (fixed loss rates). */
    @Test
    void lossScalesWithTheLossRate() {
        LossMoments low = new LossMoments(CONFIG.largeLossFloor());
        LossMoments high = new LossMoments(CONFIG.largeLossFloor());
        for (ReferenceBook.Position loan : ReferenceBook.typical(10_000, 2).positions()) {
            low.add(loan.product(), loan.pd(), loan.ead(), 0.3, 0);
            high.add(loan.product(), loan.pd(), loan.ead(), 0.6, 0);
        }
        LossDistribution law = new LossDistribution(TABLES);
        law.set(low);
        double quantile = law.quantile(0.95);
        law.set(high);
        assertEquals(2 * quantile, law.quantile(0.95), 0.005 * quantile);
    }

    @Test
    void nothingIsAllocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        LossDistribution law = law(ReferenceBook.typical(1000, 1));
        LossMoments sums = ReferenceBook.typical(1000, 1).moments(CONFIG.largeLossFloor());
        double total = 0;
        for (int i = 0; i < 20_000; i++) {
            law.set(sums);
            total += law.quantile(0.95);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            law.set(sums);
            total += law.quantile(0.95);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 20_000 && total > 0, bytes + " bytes in 10,000 evaluations");
    }

    private static LossDistribution law(ReferenceBook book) {
        LossDistribution law = new LossDistribution(TABLES);
        law.set(book.moments(CONFIG.largeLossFloor()));
        return law;
    }

    private static double fineQuantile(Product product, double pd, double level) {
        LossMoments sums = new LossMoments(CONFIG.largeLossFloor());
        for (int i = 0; i < 1_000_000; i++) {
            sums.add(product.ordinal(), pd, 100, 1, 0);
        }
        LossDistribution law = new LossDistribution(TABLES);
        law.set(sums);
        return law.quantile(level) / sums.exposure();
    }

    private static RiskConfig.LossDistributionConfig scaledCorrelation(double scale) {
        ByProduct<RiskConfig.FactorConfig> f = CONFIG.factors();
        return new RiskConfig.LossDistributionConfig(
                CONFIG.level(),
                CONFIG.largeLossFloor(),
                new ByProduct<>(
                        scaled(f.consumer(), scale),
                        scaled(f.auto(), scale),
                        scaled(f.mortgage(), scale),
                        scaled(f.business(), scale),
                        scaled(f.card(), scale)));
    }

    private static RiskConfig.FactorConfig scaled(RiskConfig.FactorConfig factor, double scale) {
        return new RiskConfig.FactorConfig(scale * factor.assetCorrelation(), factor.commonShare());
    }
}
