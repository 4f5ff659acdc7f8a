package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.LoanMark;
import io.github.loantwin.env.sim.MarkReview;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.validation.Backtest.Outcome;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What a validator asks of a scorecard: probabilities that happen, ranking, stability. */
final class CalibrationChecks implements ValidationGroup {
    private static final int LOANS = 200_000;
    private static final int[] BANDS = {300, 680, 700, 720, 740, 760, 851};
    /** Eleven intervals: at 99.9 % one of them fails by luck with a chance of about 1 %. */
    private static final double CONFIDENCE = 0.999;

    private static final String INTERVAL = "Clopper-Pearson, 99.9 %";
    private static final Shown SHOWN = Shown.percent(2);

    private record Seen(LoanMark mark, boolean defaulted) {
        Outcome outcome() {
            return new Outcome(mark.pd12Month(), defaulted);
        }
    }

    @Override
    public String name() {
        return "calibration";
    }

    @Override
    public String title() {
        return "Default probabilities against a year of defaults: calibration, ranking, stability";
    }

    @Override
    public void run(Checks checks) {
        TwinConfig config = TwinConfig.defaults()
                .withMacro("constant")
                .with(Map.of("episode.initialLoans", LOANS, "episode.maxPortfolioSize", 4 * LOANS));
        Simulator lender = new Simulator(config.model());
        lender.reset(Draws.derive(11, Stream.EPISODE, 0, 0));
        List<LoanMark> marks = new MarkReview(lender).marks();
        DefaultWatch watch = new DefaultWatch();
        lender.watch(watch);
        for (int day = 0; day < 365; day++) {
            lender.runDay(0, 0, 0);
        }
        List<Seen> performing = marks.stream()
                .filter(mark -> mark.state() < 3)
                .map(mark -> new Seen(mark, watch.hasDefaulted(mark.id())))
                .toList();
        bands(checks, performing);
        products(checks, performing);
        wholeBook(checks, performing);
        stability(checks, marks, watch);
    }

    private static void bands(Checks checks, List<Seen> performing) {
        for (int b = 0; b + 1 < BANDS.length; b++) {
            int low = BANDS[b];
            int high = BANDS[b + 1];
            String name = b == 0 ? "under " + high : high > 850 ? low + " and more" : low + "-" + (high - 1);
            interval(
                    checks,
                    "score-" + low,
                    "current loans, score " + name,
                    performing,
                    seen -> seen.mark().state() == 0
                            && seen.mark().score() >= low
                            && seen.mark().score() < high);
        }
    }

    private static void products(Checks checks, List<Seen> performing) {
        for (Product product : Product.values()) {
            interval(
                    checks,
                    product.key(),
                    "performing loans, " + product.key(),
                    performing,
                    seen -> seen.mark().product() == product.ordinal());
        }
    }

    private static void interval(Checks checks, String id, String name, List<Seen> performing, Predicate<Seen> filter) {
        List<Seen> some = performing.stream().filter(filter).toList();
        int defaults = (int) some.stream().filter(Seen::defaulted).count();
        double predicted = some.stream()
                .mapToDouble(seen -> seen.mark().pd12Month())
                .average()
                .orElse(Double.NaN);
        double[] band = Backtest.clopperPearson(defaults, some.size(), CONFIDENCE);
        String counts = String.format(
                Locale.ROOT,
                ": mean PD (%,d loans, %,d defaults, %.2f %%)",
                some.size(),
                defaults,
                100.0 * defaults / some.size());
        checks.within(new Figure(id, name + counts, INTERVAL), band[0], band[1], predicted, SHOWN);
    }

    private static void wholeBook(Checks checks, List<Seen> performing) {
        List<Outcome> current = performing.stream()
                .filter(seen -> seen.mark().state() == 0)
                .map(Seen::outcome)
                .toList();
        double statistic = Backtest.hosmerLemeshow(current, 10);
        checks.within(
                new Figure(
                        "hosmer-lemeshow",
                        String.format(
                                Locale.ROOT,
                                "current loans, tenths by PD: Hosmer-Lemeshow p (statistic %.1f, 10 degrees)",
                                statistic),
                        "Hosmer and Lemeshow (1980)"),
                0.01,
                1,
                Backtest.chiSquaredPValue(statistic, 10),
                Shown.number(3));
        checks.within(
                new Figure(
                        "spiegelhalter",
                        "performing loans: Spiegelhalter z of the Brier score",
                        "Spiegelhalter (1986), 99.9 %"),
                -3.29,
                3.29,
                Backtest.spiegelhalter(performing.stream().map(Seen::outcome).toList()),
                Shown.number(2));
        double rate = current.stream().filter(Outcome::happened).count() / (double) current.size();
        double brier = Backtest.brier(current);
        checks.atMost(
                new Figure(
                        "brier", "current loans: Brier score, against that of their mean default rate", "Brier (1950)"),
                rate * (1 - rate),
                brier,
                new Shown(1, 6, ""));
        List<Outcome> consumer = performing.stream()
                .filter(seen -> seen.mark().state() == 0 && seen.mark().product() == Product.CONSUMER.ordinal())
                .map(seen -> new Outcome(-seen.mark().score(), seen.defaulted()))
                .toList();
        checks.within(
                new Figure(
                        "auc-consumer",
                        "current consumer loans: area under the curve of the score",
                        "credit-model D2, consumer scorecards"),
                0.60,
                0.75,
                Backtest.areaUnderCurve(consumer),
                Shown.number(3));
        checks.stated(
                new Figure("auc", "performing loans, all products: area under the curve of the PD", ""),
                "",
                Double.NaN,
                Backtest.areaUnderCurve(performing.stream().map(Seen::outcome).toList()),
                Shown.number(3));
    }

    /** Scores of the year's bookings against those of the starting book. */
    private static void stability(Checks checks, List<LoanMark> marks, DefaultWatch watch) {
        for (Product product : Product.values()) {
            int k = product.ordinal();
            int[] base = marks.stream()
                    .filter(mark -> mark.product() == k)
                    .mapToInt(LoanMark::score)
                    .toArray();
            int[] now = watch.booked().stream()
                    .filter(row -> row[0] == k)
                    .mapToInt(row -> row[1])
                    .toArray();
            String counts = String.format(Locale.ROOT, " (%,d against %,d loans)", now.length, base.length);
            checks.atMost(
                    new Figure(
                            "psi-" + product.key(),
                            product.key() + ": stability index of scores booked in the year" + counts,
                            "credit-model D2"),
                    0.10,
                    Backtest.stabilityIndex(base, now),
                    Shown.number(3));
        }
    }
}
