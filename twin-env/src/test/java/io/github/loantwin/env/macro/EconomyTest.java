package io.github.loantwin.env.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.calendar.SimulationCalendar;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EconomyTest {
    @Test
    void sameKeySameEconomyAndOtherKeyAnother() {
        Economy a = MacroFixtures.economy(MacroFixtures.config("var"));
        Economy b = MacroFixtures.economy(MacroFixtures.config("var"));
        MacroFixtures.walk(b, 99, 700);
        assertEquals(
                MacroFixtures.walk(a, 7, 400).hash(0),
                MacroFixtures.walk(b, 7, 400).hash(0));
        assertNotEquals(MacroFixtures.walk(a, 8, 400).hash(0), b.hash(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"var", "noisy scenario", "constant"})
    void savedStateContinuesBitForBit(String source) {
        MacroConfig config = source.equals("noisy scenario") ? noisy() : MacroFixtures.config(source);
        Economy a = MacroFixtures.walk(MacroFixtures.economy(config), 7, 100);
        ByteBuffer bytes = ByteBuffer.allocate(a.stateBytes());
        a.save(bytes);
        assertEquals(0, bytes.remaining());
        Economy b = MacroFixtures.walk(MacroFixtures.economy(config), 1, 3);
        b.restore(bytes.flip());
        for (int day = 100; day < 500; day++) {
            a.startDay(day);
            b.startDay(day);
            assertEquals(a.hash(1), b.hash(1), "day " + day);
        }
    }

    private static MacroConfig noisy() {
        MacroConfig.Scenario c = ScenarioTest.config("gfc");
        return new MacroConfig.Scenario(
                c.scenario(), "file", c.beyondEnd(), 0.5, c.noiseModel(), c.publicationLags(), c.market());
    }

    /** A fork shares all that is decided, the running month's end included, and differs afterwards. */
    @Test
    void rekeyChangesTheFutureOnly() {
        Economy a = MacroFixtures.walk(MacroFixtures.economy(MacroFixtures.config("var")), 7, 100);
        ByteBuffer bytes = ByteBuffer.allocate(a.stateBytes());
        a.save(bytes);
        Economy b = MacroFixtures.economy(MacroFixtures.config("var"));
        b.restore(bytes.flip());
        b.rekey(12345);
        assertEquals(a.hash(0), b.hash(0));
        a.startDay(101);
        b.startDay(101);
        assertEquals(a.unemployment(), b.unemployment());
        for (int day = 102; day < 200; day++) {
            a.startDay(day);
            b.startDay(day);
        }
        assertNotEquals(a.unemployment(), b.unemployment());
    }

    @Test
    void constantEconomyStandsStill() {
        Economy economy = MacroFixtures.economy(MacroFixtures.config("constant"));
        MacroFixtures.walk(economy, 3, 0);
        for (int day = 0; day < 800; day++) {
            economy.startDay(day);
            assertEquals(0.044, economy.unemployment());
            assertEquals(0.022, economy.gdpGrowth4q(), 1e-12);
            assertEquals(0.023, economy.inflation4q(), 1e-12);
            assertEquals(0.036, economy.rate3m(), 1e-15);
            assertEquals(0.042, economy.rate10y(), 1e-15);
            assertEquals(0.063, economy.mortgageRate(), 1e-15);
            assertEquals(0.068, economy.primeRate(), 1e-15);
            assertEquals(0.0166, economy.bbbSpread(), 1e-15);
            assertEquals(18.0, economy.vix(), 1e-12);
            assertEquals(0.04, economy.hpiGrowth4q(0), 1e-12);
            assertEquals(0.0, economy.unemploymentChange4q(6));
        }
    }

    @Test
    void publishedHousePriceIndexIs100OnDay0() {
        Economy economy = MacroFixtures.economy(MacroFixtures.config("var"));
        for (int seed = 0; seed < 50; seed++) {
            MacroFixtures.walk(economy, seed, 0);
            assertEquals(100.0, economy.published(MacroSeries.HPI, 0));
        }
    }

    @Test
    void figuresArePublishedWithTheirLag() {
        Economy economy = MacroFixtures.walk(MacroFixtures.economy(MacroFixtures.config("var")), 11, 0);
        SimulationCalendar calendar = MacroFixtures.calendar();
        for (int day = 0; day < 900; day++) {
            economy.startDay(day);
            assertEquals(economy.history(MacroSeries.UNEMPLOYMENT, 1), economy.published(MacroSeries.UNEMPLOYMENT, 0));
            assertEquals(economy.history(MacroSeries.INFLATION_4Q, 4), economy.published(MacroSeries.INFLATION_4Q, 3));
            assertEquals(economy.history(MacroSeries.HPI, 2), economy.published(MacroSeries.HPI, 0));
            assertEquals(economy.rate3m(), economy.published(MacroSeries.RATE_3M, 0));
            int quarterEnd = economy.publishedMonth(MacroSeries.GDP_GROWTH_4Q, 0);
            assertTrue(calendar.isQuarterEndMonth(quarterEnd));
            assertTrue(economy.month() - quarterEnd >= 2 && economy.month() - quarterEnd <= 4);
        }
    }

    /** First-quarter output is known from May on, the advance estimate coming at the end of April. */
    @Test
    void firstQuarterIsKnownInMay() {
        Economy economy = MacroFixtures.economy(MacroFixtures.config("var"));
        SimulationCalendar calendar = MacroFixtures.calendar();
        MacroFixtures.walk(economy, 5, calendar.dayOf(LocalDate.of(2026, 4, 30)));
        assertEquals(-1, economy.publishedMonth(MacroSeries.GDP_GROWTH_4Q, 0));
        economy.startDay(calendar.dayOf(LocalDate.of(2026, 5, 1)));
        assertEquals(2, economy.publishedMonth(MacroSeries.GDP_GROWTH_4Q, 0));
    }

    @Test
    void marketsStandStillAtWeekendsAndPrimeWithinMonths() {
        Economy economy = MacroFixtures.walk(MacroFixtures.economy(MacroFixtures.config("var")), 11, 0);
        SimulationCalendar calendar = MacroFixtures.calendar();
        for (int day = 1; day < 400; day++) {
            double vix = economy.vix();
            double rate = economy.rate3m();
            double prime = economy.primeRate();
            economy.startDay(day);
            assertEquals(calendar.isWeekend(day), vix == economy.vix(), "day " + day);
            if (calendar.isWeekend(day)) {
                assertEquals(rate, economy.rate3m());
            }
            if (!calendar.isMonthStart(day)) {
                assertEquals(prime, economy.primeRate());
            } else {
                assertEquals(rate + 0.032, economy.primeRate(), 1e-15);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Regime.class)
    void startRegimeCanBePinned(Regime regime) {
        Economy economy = MacroFixtures.economy(MacroFixtures.config("var"));
        MacroConfig.StartRegime start = MacroConfig.StartRegime.values()[regime.ordinal() + 1];
        for (int seed = 0; seed < 100; seed++) {
            economy.reset(seed, start);
            assertEquals(regime.ordinal(), economy.regime());
        }
    }

    @Test
    void startInMidMonthStandsInsideTheMonth() {
        SimulationCalendar calendar = new SimulationCalendar(LocalDate.of(2026, 3, 18));
        Economy economy = new Economy(MacroModel.compile(MacroFixtures.config("var")), calendar);
        economy.reset(4, MacroConfig.StartRegime.STATIONARY);
        assertEquals(0, economy.day());
        assertEquals(0, economy.month());
        for (int day = 0; day <= 13; day++) {
            economy.startDay(day);
            assertEquals(0, economy.month());
        }
        economy.startDay(14);
        assertEquals(1, economy.month());
    }

    /** The tabulated quantile of market noise: mean 0 and variance 1 over all its cells, symmetric. */
    @Test
    void marketNoiseIsStandard() {
        int n = 1 << 16;
        double sum = 0;
        double squares = 0;
        for (long i = 0; i < n; i++) {
            double z = MarketDays.normal((i << 16) + (1 << 15));
            sum += z;
            squares += z * z;
        }
        assertEquals(0, sum / n, 1e-9);
        assertEquals(1, squares / n, 1e-4);
        assertEquals(1.6449, MarketDays.normal((long) (0.95 * 0x1.0p32)), 5e-3, "normal quantile of 0.95");
    }

    @Test
    void weekdaysOfMonths() {
        assertEquals(20, MarketDays.weekdays(3, 28));
        assertEquals(22, MarketDays.weekdays(4, 31), "a January from Thursday to Saturday, as 2026's");
        assertEquals(23, MarketDays.weekdays(1, 31));
        assertEquals(21, MarketDays.weekdays(6, 31));
    }

    @Test
    void daysMustComeInOrder() {
        Economy economy = MacroFixtures.walk(MacroFixtures.economy(MacroFixtures.config("var")), 5, 10);
        assertThrows(IllegalArgumentException.class, () -> economy.startDay(12));
        assertThrows(IllegalArgumentException.class, () -> economy.startDay(9));
        assertThrows(IllegalArgumentException.class, () -> economy.history(MacroSeries.HPI, 48));
    }
}
