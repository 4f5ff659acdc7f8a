package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sentences of made-up lenders whose figures are worked out by hand. */
class EpisodeStoryTest {
    private static final Limits LIMITS = new Limits(0.15, 0.025, 0.05, 0.08, 0.05, 0.40, 1, 1, 0.1, 0.02, 0.1);
    private static final List<String> FLOWS = List.of(
            "net_income",
            "economic_profit",
            "net_interest_income",
            "fee_income",
            "sale_gains",
            "operating_cost",
            "provision",
            "tax",
            "gross_charge_offs",
            "recoveries");

    /** A lender of 100 days with the given figures every day; what is not given is 0. */
    private static EpisodeRecorder lender(Map<String, Double> figures, int days) {
        List<Column> columns = new ArrayList<>();
        List<String> levels = new ArrayList<>(List.of(
                "equity",
                "loans",
                "portfolio_value",
                "capital_ratio",
                "liquidity_coverage",
                "stable_funding",
                "value_at_risk_95",
                "expected_loss_rate",
                "delinquency_rate",
                "largest_share",
                "unemployment_rate",
                "housing_price_index",
                "regime"));
        for (String key : FLOWS) {
            columns.add(new Column(key, key, Column.Unit.MONEY, Column.Kind.FLOW));
        }
        for (String product : List.of("consumer", "auto", "mortgage", "business", "card")) {
            levels.add("balance_" + product);
            columns.add(new Column("charge_offs_" + product, product, Column.Unit.MONEY, Column.Kind.FLOW));
            columns.add(new Column("interest_" + product, product, Column.Unit.MONEY, Column.Kind.FLOW));
        }
        for (String key : List.of("liquidity_income", "deposit_cost", "wholesale_cost")) {
            columns.add(new Column(key, key, Column.Unit.MONEY, Column.Kind.FLOW));
        }
        levels.forEach(key -> columns.add(new Column(key, key, Column.Unit.RATE, Column.Kind.STOCK)));
        Map<String, Double> all = new HashMap<>(Map.of(
                "equity",
                1e6,
                "loans",
                1e7,
                "portfolio_value",
                1e7,
                "capital_ratio",
                0.12,
                "liquidity_coverage",
                1.2,
                "stable_funding",
                1.1,
                "housing_price_index",
                100.0,
                "unemployment_rate",
                0.05));
        all.putAll(figures);
        double[] row = columns.stream()
                .mapToDouble(column -> all.getOrDefault(column.key(), 0.0))
                .toArray();
        EpisodeRecorder recorder = new EpisodeRecorder(columns);
        recorder.open(LocalDate.of(2025, 12, 31), row);
        for (int day = 0; day < days; day++) {
            recorder.add(LocalDate.of(2026, 1, 1).plusDays(day), row);
        }
        return recorder;
    }

    private static EpisodeStory story(Map<String, Double> figures, int days) {
        return new EpisodeStory(
                lender(figures, days),
                LIMITS,
                new EpisodeContext("r", "gfc", "hold", "", 1, days, Optional.empty(), false, "v"));
    }

    private static String all(EpisodeStory story) {
        return story.opening() + " " + String.join(" ", story.points());
    }

    /** 480 a day for 365 days are 175.2 thousand, 17.52 % of one million. */
    @Test
    void aGoodYear() {
        EpisodeStory story = story(Map.of("net_income", 480.0), 365);
        assertTrue(
                story.opening()
                        .endsWith(
                                "It was a good year: it earned 175.2 thousand, 17.5 % of average equity, above the target"
                                        + " of 15 %."),
                story.opening());
        assertTrue(all(story).contains("Every limit was kept on every day"));
    }

    /** -1,000 a day for 100 days are -100 thousand: -36.5 % a year. */
    @Test
    void aLossIsSaidWithoutAMinusSign() {
        String words = story(Map.of("net_income", -1000.0, "economic_profit", -1500.0), 100)
                .opening();
        assertTrue(
                words.endsWith("It was a bad period: it lost 100.0 thousand, 36.5 % of average equity a year."), words);
    }

    @Test
    void aProfitWithABrokenLimitIsMixed() {
        EpisodeStory story = story(Map.of("net_income", 10.0, "capital_ratio", 0.0795), 365);
        assertTrue(story.opening().contains("It was a mixed year"), story.opening());
        assertEquals(
                "The capital ratio was under its minimum of 8.00 % on 365 days, first on 2026-01-01; lowest 7.95 % on"
                        + " 2026-01-01.",
                story.points().get(0));
        assertTrue(story.limitTable().isBreach(0, 2));
    }

    @Test
    void releasesAndCreditsComeInInsteadOfGoingOut() {
        String words = all(story(
                Map.of("net_interest_income", 100.0, "provision", -20.0, "tax", -5.0, "operating_cost", 300.0), 100));
        assertTrue(
                words.contains(
                        "10.0 thousand of net interest, 2.0 thousand of released provisions for credit losses and"
                                + " 500 of tax credits came in; 30.0 thousand of operating cost went out."),
                words);
    }

    @Test
    void recoveriesAboveChargeOffsAreSaidSo() {
        String words = all(story(Map.of("gross_charge_offs", 10.0, "recoveries", 30.0), 100));
        assertTrue(words.contains("Recoveries exceeded charge-offs by 2.0 thousand."), words);
    }

    @Test
    void nothingHappensInProperGrammar() {
        String words = all(story(Map.of("regime", 2.0), 1));
        assertTrue(words.contains("(1 day)"), words);
        assertTrue(words.contains("Nothing came in."), words);
        assertTrue(words.contains("The book stayed at 10.00 million."), words);
        assertTrue(words.contains("The economy went through 1 day of crisis"), words);
        assertTrue(words.contains("house prices stayed as they were"), words);
        assertTrue(words.contains("scaled up from 1 day"), words);
    }

    @Test
    void amountsAreShort() {
        assertEquals("0", Words.money(-0.3));
        assertEquals("999", Words.money(999.4));
        assertEquals("1.0 thousand", Words.money(999.6));
        assertEquals("1.00 million", Words.money(999_950));
        assertEquals("-2.50 million", Words.money(-2_500_000));
        assertEquals("1.00 billion", Words.money(999_995_000));
        assertEquals("0.0 %", Words.percent(-0.0001, 1));
        assertEquals("a, b and c", Words.list(List.of("a", "b", "c")));
    }
}
