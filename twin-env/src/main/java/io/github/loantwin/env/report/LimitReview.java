package io.github.loantwin.env.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** One limit over an episode: its worst value, and the days on which it was broken. */
final class LimitReview {
    private final EpisodeRecorder recorder;
    private final String name;
    private final String key;
    private final boolean floor;
    private final double limit;
    private final DoubleFunction<String> shown;
    private int worst;
    private int first = -1;
    private int days;

    private LimitReview(
            EpisodeRecorder recorder,
            String name,
            String key,
            boolean floor,
            double limit,
            DoubleFunction<String> shown) {
        this.recorder = recorder;
        this.name = name;
        this.key = key;
        this.floor = floor;
        this.limit = limit;
        this.shown = shown;
        for (int row = 0; row < recorder.rows(); row++) {
            look(row);
        }
    }

    private void look(int row) {
        double value = recorder.value(key, row);
        double least = recorder.value(key, worst);
        worst = (floor ? value < least : value > least) ? row : worst;
        if (floor ? value < limit : value > limit) {
            first = first < 0 ? row : first;
            days += recorder.days(row);
        }
    }

    /** Returns the limits whose quantities were recorded. */
    static List<LimitReview> all(EpisodeRecorder recorder, Limits limits) {
        DoubleFunction<String> rate = value -> Words.percent(value, 2);
        List<LimitReview> all = new ArrayList<>();
        add(all, recorder, "Capital ratio", "capital_ratio", true, limits.minCapitalRatio(), rate);
        add(
                all,
                recorder,
                "Liquidity coverage ratio",
                "liquidity_coverage",
                true,
                limits.minLiquidityCoverage(),
                Words::multiple);
        add(
                all,
                recorder,
                "Net stable funding ratio",
                "stable_funding",
                true,
                limits.minStableFunding(),
                Words::multiple);
        add(all, recorder, "Value at risk 95 %", "value_at_risk_95", false, limits.maxValueAtRisk95(), rate);
        add(all, recorder, "Expected loss of 12 months", "expected_loss_rate", false, limits.maxExpectedLoss(), rate);
        add(all, recorder, "Share 30+ days past due", "delinquency_rate", false, limits.maxDelinquency(), rate);
        add(all, recorder, "Largest product share", "largest_share", false, limits.maxProductShare(), rate);
        return all;
    }

    private static void add(
            List<LimitReview> all,
            EpisodeRecorder recorder,
            String name,
            String key,
            boolean floor,
            double limit,
            DoubleFunction<String> shown) {
        if (recorder.has(key)) {
            all.add(new LimitReview(recorder, name, key, floor, limit, shown));
        }
    }

    boolean kept() {
        return days == 0;
    }

    String name() {
        return name;
    }

    String key() {
        return key;
    }

    int daysBroken() {
        return days;
    }

    LocalDate firstBroken() {
        return recorder.date(first);
    }

    double worst() {
        return recorder.value(key, worst);
    }

    LocalDate worstOn() {
        return recorder.date(worst);
    }

    String worstShown() {
        return shown.apply(worst());
    }

    /** Returns the rule in words, such as "at least 8.00 %". */
    String rule() {
        return (floor ? "at least " : "at most ") + shown.apply(limit);
    }

    /** Returns how it was broken, as a sentence. */
    String sentence() {
        String way = floor ? "was under its minimum of " : "was over its limit of ";
        String extreme = floor ? "lowest " : "highest ";
        String when = days == 1
                ? "on one day, " + firstBroken() + " (" + worstShown() + ")."
                : "on " + Words.count(days, "day") + ", first on " + firstBroken() + "; " + extreme + worstShown()
                        + " on " + worstOn() + ".";
        return "The " + decapitalised(name) + " " + way + shown.apply(limit) + " " + when;
    }

    private static String decapitalised(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
