package io.github.loantwin.env.stress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.ReportTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small stress test, its figures computed again from recordings of single episodes. */
class StressTestTest {
    private static final long[] SEEDS = {3, 4, 5};
    private static final List<NamedPolicy> POLICIES =
            List.of(NamedPolicy.of("hold"), NamedPolicy.of("constant:0.05,0.01,0"));
    private static StressResult result;

    private static StressCase scenario(String name) {
        TwinConfig small =
                TwinConfig.defaults().with(Map.of("episode.initialLoans", 150, "episode.maxPortfolioSize", 1500));
        return StressCase.of(name, StressCase.nineQuarters(small, name));
    }

    @BeforeAll
    static void run() {
        List<StressCase> cases = List.of(scenario("severely-adverse-2026"), scenario("baseline-2026"));
        result = StressTest.run(cases, POLICIES, SEEDS, 0.08, 2, done -> {});
    }

    /** Lives the same episode with the environment alone. */
    private static EpisodeRecorder recorded(StressCase scenario, float[] action, long seed) {
        LoanEnv env = new LoanEnv(scenario.config());
        env.reset(seed);
        StepResult step;
        do {
            step = env.step(action);
        } while (!step.terminated() && !step.truncated());
        return env.history();
    }

    private static long units(double money) {
        return Math.round(money * 10_000);
    }

    @Test
    void figuresAgreeWithRecordingsOfTheSameEpisodes() {
        for (StressCell cell : result.cells()) {
            float[] action = cell.policy().equals("hold") ? new float[3] : new float[] {0.05f, 0.01f, 0};
            StressRun run = cell.runs().get(1);
            EpisodeRecorder days = recorded(cell.scenario(), action, SEEDS[1]);
            assertEquals(SEEDS[1], run.seed());
            assertEquals(821, run.days());
            assertEquals(units(days.total("provision")), run.provision());
            assertEquals(units(days.total("net_income")), run.netIncome());
            assertEquals(units(days.total("dividends")), run.dividends());
            assertEquals(
                    units(days.total("net_interest_income"))
                            + units(days.total("fee_income"))
                            + units(days.total("sale_gains"))
                            - units(days.total("operating_cost")),
                    run.preProvisionRevenue());
            assertEquals(days.last("risk_weighted_assets"), run.closingWeighted());
            for (Product product : Product.values()) {
                double loss = days.total("charge_offs_" + product.key());
                double balance = Arrays.stream(days.values("balance_" + product.key()))
                        .average()
                        .orElseThrow();
                assertEquals(units(loss), run.losses()[product.ordinal()]);
                assertEquals(loss / balance, run.lossRate(product.ordinal()), 1e-12);
            }
            double[] path = days.values("capital_ratio");
            assertEquals(days.opening("capital_ratio"), run.openingRatio());
            assertArrayEquals(path, Arrays.copyOfRange(run.capitalPath(), 1, 822));
            double lowest =
                    Math.min(run.openingRatio(), Arrays.stream(path).min().orElseThrow());
            assertEquals(lowest, run.lowestRatio());
            assertEquals(lowest, run.capitalPath()[run.lowestDay()]);
        }
    }

    @Test
    void theBooksOfEveryRunBalanceExactly() {
        for (StressCell cell : result.cells()) {
            for (StressRun run : cell.runs()) {
                assertEquals(run.netIncome(), run.beforeTax() - run.tax());
                assertEquals(run.closingEquity(), run.openingEquity() + run.netIncome() - run.dividends());
                assertEquals(run.closingAllowance(), run.openingAllowance() + run.provision() - run.loss());
            }
        }
    }

    /** Start + flows over day 0's risk-weighted assets + the weights' effect = end, up to rounding of doubles. */
    @Test
    void stepsOfTheBridgeLeadFromTheFirstRatioToTheLast() {
        for (StressRun run : result.cells().get(0).runs()) {
            double equityFlows = (run.preProvisionRevenue() - run.provision() - run.tax() - run.dividends())
                    / Ledger.UNITS
                    / run.openingWeighted();
            double end = run.openingEquity() / Ledger.UNITS / run.openingWeighted()
                    + equityFlows
                    + StressPictures.weights(run);
            assertEquals(run.closingRatio(), end, 1e-9);
            assertEquals(run.openingRatio(), run.openingEquity() / Ledger.UNITS / run.openingWeighted(), 1e-9);
        }
    }

    @Test
    void resultsDoNotDependOnThreads() {
        StressResult alone = StressTest.run(result.cases(), POLICIES, SEEDS, 0.08, 1, done -> {});
        for (int c = 0; c < alone.cells().size(); c++) {
            for (int i = 0; i < SEEDS.length; i++) {
                StressRun one = alone.cells().get(c).runs().get(i);
                StressRun two = result.cells().get(c).runs().get(i);
                assertEquals(one.netIncome(), two.netIncome());
                assertArrayEquals(one.capitalPath(), two.capitalPath());
            }
        }
        String table = rows(new StressTables(alone).figures());
        assertEquals(table, rows(new StressTables(result).figures()));
    }

    private static String rows(ReportTable table) {
        return table.rows().stream().map(Arrays::toString).toList().toString();
    }

    @Test
    void tablesShowMeansAndPairedDifferences() {
        StressCell severe = result.cells().get(0);
        StressCell baseline = result.cells().get(1);
        double mean = 0;
        double difference = 0;
        for (int i = 0; i < SEEDS.length; i++) {
            mean += severe.runs().get(i).loss() / 1e4 / SEEDS.length;
            difference += (severe.runs().get(i).loss() - baseline.runs().get(i).loss()) / 1e4 / SEEDS.length;
        }
        ReportTable losses = new StressTables(result).losses("hold");
        Object[] all = losses.rows().get(Product.COUNT);
        assertEquals(mean, (double) all[1], 1e-9 * Math.abs(mean));
        ReportTable against = new StressTables(result).againstBaseline().orElseThrow();
        assertEquals(2, against.rows().size());
        assertEquals(difference, (double) against.rows().get(0)[2], 1e-9 * Math.abs(difference));
        assertTrue(difference > 0, "severe losses exceed the baseline's");
    }

    @Test
    void lossesByProductAddUp() {
        ReportTable losses = new StressTables(result).losses("hold");
        double sum = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            sum += (double) losses.rows().get(k)[1];
        }
        assertEquals((double) losses.rows().get(Product.COUNT)[1], sum, 1e-6);
    }

    @Test
    void incomeLinesAddUp() {
        List<Double> lines = new ArrayList<>();
        new StressTables(result).income("hold").rows().forEach(row -> lines.add((double) row[1]));
        assertEquals(lines.get(4), lines.get(0) + lines.get(1) + lines.get(2) + lines.get(3), 1e-6);
        assertEquals(lines.get(6), lines.get(4) + lines.get(5), 1e-6);
        assertEquals(lines.get(8), lines.get(6) + lines.get(7), 1e-6);
        assertEquals(lines.get(10), lines.get(8) + lines.get(9), 1e-6);
    }

    @Test
    void pagesAndPicturesAreMade() {
        StressReport report = new StressReport(result);
        String html = report.page().html();
        assertTrue(html.contains("severely-adverse-2026 under hold: losses of"), "sentence");
        List<String> names = report.figures().stream().map(Figure::name).toList();
        assertEquals(
                List.of(
                        "capital_path",
                        "policies",
                        "losses_1",
                        "losses_2",
                        "capital_bridge_1",
                        "capital_bridge_2",
                        "economies"),
                names,
                "a bridge and losses for each of two policies");
    }

    @Test
    void aFailedLenderKeepsItsLastRatio() {
        TwinConfig poor = StressCase.nineQuarters(TwinConfig.defaults(), "severely-adverse-2026")
                .with(Map.of(
                        "episode.initialLoans", 150, "lender.capitalRatioStart", 0.03, "lender.overheadFixed", 0.1));
        StressCase scenario = StressCase.of("severely-adverse-2026", poor);
        StressCell cell = StressTest.run(
                        List.of(scenario), List.of(NamedPolicy.of("hold")), new long[] {1}, 0.08, 1, done -> {})
                .cells()
                .get(0);
        StressRun run = cell.runs().get(0);
        assertTrue(run.failed() && run.days() < 821, "days " + run.days());
        assertEquals(1, cell.failures());
        assertEquals(1, cell.shareUnder(0.08));
        assertEquals(run.capitalPath()[run.days()], run.closingRatio());
    }

    @Test
    void weeklyDecisionsAndOtherLengthsAreRefused() {
        StressCase good = scenario("baseline-2026");
        TwinConfig weekly = good.config().with("episode.decisionDays", 7);
        TwinConfig shorter = good.config().with("episode.simulationDays", 365);
        assertThrows(IllegalArgumentException.class, () -> StressCase.of("baseline-2026", weekly));
        Exception error = assertThrows(IllegalArgumentException.class, () -> StressCase.of("baseline-2026", shorter));
        assertTrue(error.getMessage().contains("821"), error.getMessage());
    }

    @Test
    void twoScenariosOfOneNameAreRefused() {
        StressCase one = scenario("baseline-2026");
        assertThrows(
                IllegalArgumentException.class,
                () -> StressTest.run(List.of(one, one), List.of(NamedPolicy.of("hold")), SEEDS, 0.08, 1, done -> {}));
    }
}
