package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class ProfitAttributionTest {
    private static PeriodProfit profit(String name, long[] interest, long[] balanceDays, long net) {
        return new PeriodProfit(name, interest, balanceDays, 0, 0, 0, 0, 0, net);
    }

    private static long[] first(long value) {
        return new long[] {value, 0, 0, 0, 0};
    }

    /**
     * By hand: balance-days 1,000 at .10 give 100, then 1,500 at .12 give 180. Volume .11 x 500 = 55, price 1,250 x .02
     * = 25; together 80.
     */
    @Test
    void splitsAtTheMidpoint() {
        PeriodProfit base = profit("before", first(100), first(1000), 100);
        PeriodProfit other = profit("after", first(180), first(1500), 180);
        ProfitAttribution split = ProfitAttribution.between(base, other);
        assertEquals(55, split.volumeUnits(Product.CONSUMER));
        assertEquals(25, split.priceUnits(Product.CONSUMER));
        assertEquals(80, split.changeUnits());
        assertEquals(0, split.otherUnits());
        assertEquals(-55, ProfitAttribution.between(other, base).volumeUnits());
        assertEquals(-25, ProfitAttribution.between(other, base).priceUnits());
    }

    @Test
    void aProductThatAppearsIsVolumeAndInterestWithoutBalanceIsPrice() {
        ProfitAttribution appears =
                ProfitAttribution.between(profit("a", first(0), first(0), 0), profit("b", first(70), first(900), 70));
        assertEquals(70, appears.volumeUnits());
        assertEquals(0, appears.priceUnits());
        ProfitAttribution empty =
                ProfitAttribution.between(profit("a", first(5), first(0), 5), profit("b", first(9), first(0), 9));
        assertEquals(0, empty.volumeUnits());
        assertEquals(4, empty.priceUnits());
    }

    @Test
    void costsAreEffectsWithTheOppositeSign() {
        long[] none = new long[Product.COUNT];
        PeriodProfit base = new PeriodProfit("a", none, none, -50, 30, 20, 10, 4, -94);
        PeriodProfit other = new PeriodProfit("b", none, none, -40, 45, 15, 12, 1, -88);
        ProfitAttribution split = ProfitAttribution.between(base, other);
        assertEquals(10, split.fundingUnits());
        assertEquals(-15, split.creditUnits());
        assertEquals(5, split.costUnits());
        assertEquals(2, split.feeUnits());
        assertEquals(3, split.taxUnits());
        assertEquals(1, split.otherUnits()); // 6 - (10 - 15 + 5 + 2 + 3)
        assertEquals(6, split.changeUnits());
    }

    /** Sums exactly and turns only the sign when the sides are swapped, for any numbers. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sumsExactlyWhateverTheNumbers(long seed) {
        Draws draws = new Draws(seed);
        for (int i = 0; i < 200; i++) {
            PeriodProfit base = random(draws, 2 * i, seed);
            PeriodProfit other = random(draws, 2 * i + 1, seed);
            ProfitAttribution split = ProfitAttribution.between(base, other);
            ProfitAttribution swapped = ProfitAttribution.between(other, base);
            long[] effects = split.effectUnits();
            assertEquals(split.changeUnits(), Arrays.stream(effects).sum() - split.changeUnits());
            for (Product product : Product.values()) {
                int k = product.ordinal();
                long change = other.interest()[k] - base.interest()[k];
                assertEquals(change, split.volumeUnits(product) + split.priceUnits(product));
                assertEquals(-split.volumeUnits(product), swapped.volumeUnits(product));
                assertEquals(-split.priceUnits(product), swapped.priceUnits(product));
            }
        }
    }

    private static PeriodProfit random(Draws draws, int date, long seed) {
        long[] interest = new long[Product.COUNT];
        long[] days = new long[Product.COUNT];
        for (int k = 0; k < Product.COUNT; k++) {
            interest[k] = draws.bits(Stream.POLICY, k, date) >>> (20 + seed);
            days[k] = date % 7 == k ? 0 : draws.bits(Stream.POLICY, 10 + k, date) >>> (8 + seed);
        }
        long[] lines = new long[6];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = draws.bits(Stream.POLICY, 20 + i, date) >> 24;
        }
        return new PeriodProfit("p", interest, days, lines[0], lines[1], lines[2], lines[3], lines[4], lines[5]);
    }

    @Test
    void readsTheRecordersLinesAndLeavesNothingOver() {
        EpisodeRecorder year = SyntheticEpisode.record(SyntheticEpisode.columns(), 6, 365);
        PeriodProfit first = PeriodProfit.of("H1", year, SyntheticEpisode.START, SyntheticEpisode.START.plusDays(180));
        PeriodProfit second =
                PeriodProfit.of("H2", year, SyntheticEpisode.START.plusDays(181), SyntheticEpisode.START.plusDays(364));
        ProfitAttribution split = ProfitAttribution.between(first, second);
        assertEquals(0, split.otherUnits());
        assertEquals(FixedMoney.units(year.total("net_income")), first.netIncome() + second.netIncome());
        assertEquals(PeriodProfit.of("all", year).netIncome(), first.netIncome() + second.netIncome());
        Table table = split.toTable();
        assertEquals(18, table.rowCount());
        double[] amounts = table.doubleColumn("amount").asDoubleArray();
        long sum = 0;
        for (int row = 0; row < 17; row++) {
            sum += FixedMoney.units(amounts[row]);
        }
        assertEquals(FixedMoney.units(amounts[17]), sum);
        assertThrows(
                IllegalArgumentException.class,
                () -> PeriodProfit.of(
                        "later", year, SyntheticEpisode.START.plusYears(3), SyntheticEpisode.START.plusYears(4)));
    }

    /** One point more on every yield at nine tenths of the book: price up, volume down. */
    @Test
    void tellsADearerSmallerLenderFromACheaperLargerOne() {
        PeriodProfit hold = PeriodProfit.of("hold", SyntheticEpisode.record(SyntheticEpisode.columns(), 3, 365));
        PeriodProfit dear =
                PeriodProfit.of("dear", SyntheticEpisode.record(SyntheticEpisode.columns(), 3, 365, 18e6, 0.01));
        ProfitAttribution split = ProfitAttribution.between(hold, dear);
        assertTrue(split.priceUnits() > 0);
        assertTrue(split.volumeUnits() < 0);
        long balanceDays = Arrays.stream(hold.balanceDays()).sum()
                + Arrays.stream(dear.balanceDays()).sum();
        double expected = 0.01 / 365 * balanceDays / 2; // change of yield times the midpoint of balance-days
        // Daily interest is rounded to the ten-thousandth: at most 2 x 5 x 365 x 0.5 units of 2e9.
        assertEquals(expected, split.priceUnits(), 1825);
    }
}
