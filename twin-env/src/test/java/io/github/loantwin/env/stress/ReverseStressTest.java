package io.github.loantwin.env.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.ScenarioFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small reverse stress test on the real twin. */
class ReverseStressTest {
    private static final double LIMIT = 0.09;
    private static ReverseResult result;

    @TempDir
    private Path folder;

    private static TwinConfig lender(String scenario) {
        return StressCase.nineQuarters(TwinConfig.defaults(), scenario)
                .with(Map.of("episode.initialLoans", 150, "episode.maxPortfolioSize", 1500));
    }

    private static ReversePlan plan(String mild, String severe, double limit) {
        List<Driver> drivers = List.of(Driver.ALL, Driver.OUTPUT);
        return new ReversePlan(
                mild,
                severe,
                NamedPolicy.of("hold"),
                ReverseStressTest::lender,
                List.of(1L, 2L),
                limit,
                3,
                0.2,
                drivers,
                false);
    }

    @BeforeAll
    static void run() {
        result = ReverseStress.run(plan("baseline-2026", "severely-adverse-2026", LIMIT), 2, text -> {});
    }

    /** The lowest ratio in the mean over seeds, from episodes lived one by one in the file of a severity. */
    private double lowestRatio(double severity) throws Exception {
        Path file = folder.resolve("severity.csv");
        Files.writeString(file, ReverseStress.scenarioFile(result.plan(), Driver.ALL, severity));
        double sum = 0;
        for (long seed : result.plan().seeds()) {
            LoanEnv env = new LoanEnv(lender(file.toString()));
            env.reset(seed);
            boolean over = false;
            while (!over) {
                var step = env.step(new float[3]);
                over = step.terminated() || step.truncated();
            }
            double lowest = env.history().opening("capital_ratio");
            for (double ratio : env.history().values("capital_ratio")) {
                lowest = Math.min(lowest, ratio);
            }
            sum += lowest;
        }
        return sum / result.plan().seeds().size();
    }

    @Test
    void theThresholdBreaksTheRatioAndTheSeverityBelowDoesNot() throws Exception {
        ThresholdSearch found = result.of(Driver.ALL).thresholds().get(Criterion.MEAN);
        assertTrue(found.reached(), "severely adverse takes several points of capital");
        assertTrue(found.severity() - found.below() <= 0.2, found.toString());
        assertTrue(lowestRatio(found.severity()) < LIMIT);
        assertTrue(lowestRatio(found.below()) >= LIMIT);
    }

    @Test
    void theFirstSeedsBreakBeforeTheMeanAndLossesGrow() {
        DriverResult all = result.of(Driver.ALL);
        double first = all.thresholds().get(Criterion.ONE_IN_TWENTY).severity();
        assertTrue(first <= all.thresholds().get(Criterion.MEAN).severity());
        List<SeverityPoint> points = all.points();
        double mildest = points.get(0).cell().band(StressRun::lossRate).mean();
        double harshest =
                points.get(points.size() - 1).cell().band(StressRun::lossRate).mean();
        assertTrue(harshest > 1.5 * mildest, mildest + " to " + harshest);
    }

    @Test
    void aDriverThatDoesNotBreakItIsReportedAsNotReached() {
        DriverResult output = result.of(Driver.OUTPUT);
        assertFalse(output.thresholds().get(Criterion.MEAN).reached());
        assertTrue(output.at(Criterion.MEAN).isEmpty());
        assertEquals("output growth under -10 %", output.bound());
        String sentence = new ReverseReport(result).sentences().get(1);
        assertTrue(sentence.contains("not reached up to severity "), sentence);
    }

    /** The last share looked at lies within the observed ranges, and one step of a hundredth further does not. */
    @Test
    void severitiesEndWhereTheEconomyLeavesTheRange() {
        SeverityPoint last = result.of(Driver.ALL)
                .points()
                .get(result.of(Driver.ALL).points().size() - 1);
        assertEquals(result.of(Driver.ALL).highest(), last.share());
        assertEquals("", MacroExtremes.outside(last.figures()));
        assertTrue(last.unemploymentPeak() <= 0.2 && last.housePriceTrough() >= 50 && last.growthTrough() >= -0.1);
    }

    @Test
    void theBreakingEconomyIsAScenarioFileThatReadsBackTheSame() throws Exception {
        SeverityPoint point = result.of(Driver.ALL).at(Criterion.MEAN).orElseThrow();
        Path file = folder.resolve("breaking.csv");
        Files.writeString(file, ReverseStress.scenarioFile(result.plan(), Driver.ALL, point.share()));
        ScenarioFigures read = ScenarioFigures.of(file.toString());
        assertEquals(point.unemploymentPeak(), MacroExtremes.highest(read.unemployment()), 1e-12);
        assertEquals(point.housePriceTrough(), MacroExtremes.lowest(read.housePriceIndex()), 1e-9);
    }

    @Test
    void aPageIsMade() {
        ReverseReport report = new ReverseReport(result);
        String sentence = report.sentences().get(0);
        assertTrue(sentence.startsWith("Whole economy: the mean lowest ratio is under 9 % from severity "), sentence);
        assertTrue(report.page().html().contains("The mildest economy that breaks the ratio"), "figure");
    }

    @Test
    void scenariosOfDifferentStartsAreRefused() {
        Exception error = assertThrows(
                IllegalArgumentException.class,
                () -> ReverseStress.run(plan("baseline-2026", "gfc", LIMIT), 1, text -> {}));
        assertTrue(error.getMessage().contains("same quarter"), error.getMessage());
    }
}
