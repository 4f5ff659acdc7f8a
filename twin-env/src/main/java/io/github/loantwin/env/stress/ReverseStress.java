package io.github.loantwin.env.stress;

import io.github.loantwin.env.ParallelRuns;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.macro.Severity;
import io.github.loantwin.env.macro.SeverityFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/**
 * Reverse stress test: the mildest economy, on the line from a baseline through a severe scenario, that breaks the capital
 * ratio within nine quarters.
 *
 * <p>Severity is the share in {@link SeverityFamily}. It is raised until an observation of the economy (unemployment, house
 * prices, spread, growth, inflation) would leave its range: what does not break the lender up to there is reported as not
 * reached. Every severity is lived on the same seeds.
 */
public final class ReverseStress {
    private static final double DOMAIN_STEP = 0.01;
    private static final int ISO_POINTS = 7;

    private final ReversePlan plan;
    private final SeverityFamily family;
    private final int threads;
    private final Consumer<String> progress;

    private ReverseStress(ReversePlan plan, int threads, Consumer<String> progress) {
        this.plan = plan;
        this.family = SeverityFamily.between(plan.mild(), plan.severe());
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Runs a reverse stress test.
     *
     * @param threads how many runs at a time
     * @param progress told in words what is being looked at, from several threads, one at a time
     */
    public static ReverseResult run(ReversePlan plan, int threads, Consumer<String> progress) {
        ReverseStress search = new ReverseStress(plan, threads, progress);
        List<DriverResult> drivers = new ArrayList<>();
        for (Driver driver : plan.drivers()) {
            drivers.add(search.driver(driver));
        }
        return new ReverseResult(plan, drivers, plan.isoLine() ? search.isoLine() : List.of());
    }

    /** Returns the text of a scenario file of a severity, for a run of its own. */
    public static String scenarioFile(ReversePlan plan, Driver driver, double share) {
        return SeverityFamily.between(plan.mild(), plan.severe()).csv(driver.at(share));
    }

    private DriverResult driver(Driver driver) {
        Domain domain = domain(driver::at);
        Line line = new Line(driver.label(), driver::at, threads);
        double[] grid = ThresholdSearch.grid(domain.highest(), plan.cells());
        line.fill(grid);
        Map<Criterion, ThresholdSearch> thresholds = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            thresholds.put(
                    criterion,
                    ThresholdSearch.on(
                            share -> criterion.holds(line.at(share), plan.limit()), grid, plan.resolution()));
        }
        return new DriverResult(
                driver, domain.highest(), domain.bound(), List.copyOf(line.points.values()), grid.length, thresholds);
    }

    /** The severities of one line that were lived, by share. */
    private final class Line {
        private final String label;
        private final DoubleFunction<Severity> severities;
        private final int runsAtATime;
        private final TreeMap<Double, SeverityPoint> points = new TreeMap<>();

        Line(String label, DoubleFunction<Severity> severities, int runsAtATime) {
            this.label = label;
            this.severities = severities;
            this.runsAtATime = runsAtATime;
        }

        /** Lives the points of a grid, several at a time: a point's model takes as long to compile as a few runs. */
        void fill(double[] grid) {
            ParallelRuns.run(threads, grid.length, i -> point(grid[i], 1), done -> {})
                    .forEach(point -> points.put(point.share(), point));
        }

        SeverityPoint at(double share) {
            return points.computeIfAbsent(share, key -> point(key, runsAtATime));
        }

        private SeverityPoint point(double share, int runs) {
            synchronized (progress) {
                progress.accept(label + ", severity " + Math.round(1000 * share) / 1000.0);
            }
            return live(share, severities.apply(share), runs);
        }
    }

    private record Domain(double highest, String bound) {}

    /** The largest share, in hundredths, up to which every figure stays in its range. */
    private Domain domain(DoubleFunction<Severity> severities) {
        int steps = 0;
        String outside = outside(severities.apply(0));
        ArgCheck.that(outside.isEmpty(), "the baseline must lie in the twin's range", outside);
        while (outside.isEmpty() && (steps + 1) * DOMAIN_STEP <= Severity.HIGHEST) {
            steps++;
            outside = outside(severities.apply(steps * DOMAIN_STEP));
        }
        int last = outside.isEmpty() ? steps : steps - 1;
        return new Domain(last * DOMAIN_STEP, outside.isEmpty() ? "" : outside.substring(0, outside.length() - 2));
    }

    private String outside(Severity severity) {
        return MacroExtremes.outside(family.figures(severity));
    }

    private SeverityPoint live(double share, Severity severity, int runsAtATime) {
        StressCase scenario = scenario(severity);
        TwinConfig config = scenario.config();
        List<StressRun> runs = ParallelRuns.run(
                runsAtATime,
                plan.seeds().size(),
                job -> StressRun.of(config, plan.policy().make(), plan.seeds().get(job)),
                done -> {});
        return new SeverityPoint(
                share,
                scenario.figures(),
                new StressCell(scenario, plan.policy().name(), runs));
    }

    /** The economy passes through a file, the door by which users' own scenarios come in. */
    private StressCase scenario(Severity severity) {
        try {
            Path file = Files.createTempFile("severity", ".csv");
            try {
                Files.writeString(file, family.csv(severity));
                TwinConfig config = plan.lender().apply(file.toString());
                config.model();
                ScenarioFigures figures = family.figures(severity);
                return new StressCase("severity", "", plan.mild() + " to " + plan.severe(), figures, config);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For some levels of unemployment, up to the one that breaks the mean without a fall of house prices, the fall at which
     * the mean breaks; rates, spreads and output as in the severe scenario.
     */
    private List<ReverseResult.IsoPoint> isoLine() {
        ThresholdSearch alone = breaksMean(share -> new Severity(share, 0, 1, 1), threads);
        double highest = alone.reached()
                ? alone.severity()
                : domain(share -> new Severity(share, 0, 1, 1)).highest();
        // Where rates, spreads and output break it by themselves there is one pair: nothing needs to get worse.
        double[] grid = highest == 0 ? new double[1] : ThresholdSearch.grid(highest, ISO_POINTS - 1);
        return ParallelRuns.run(threads, grid.length, i -> isoPoint(grid[i]), done -> {});
    }

    private ReverseResult.IsoPoint isoPoint(double unemployment) {
        ThresholdSearch found = breaksMean(houses -> new Severity(unemployment, houses, 1, 1), 1);
        double share = found.reached() ? found.severity() : 0;
        ScenarioFigures figures = family.figures(new Severity(unemployment, share, 1, 1));
        return new ReverseResult.IsoPoint(
                MacroExtremes.highest(figures.unemployment()),
                found.reached() ? MacroExtremes.lowest(figures.housePriceIndex()) : Double.NaN);
    }

    private ThresholdSearch breaksMean(DoubleFunction<Severity> severities, int runsAtATime) {
        Line line = new Line("Unemployment and house prices", severities, runsAtATime);
        double[] grid = ThresholdSearch.grid(domain(severities).highest(), 2);
        return ThresholdSearch.on(share -> Criterion.MEAN.holds(line.at(share), plan.limit()), grid, plan.resolution());
    }
}
