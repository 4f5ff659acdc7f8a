package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.config.TwinConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A limit of the lender's policy that is watched from day to day; it starts kept. */
final class WatchedLimit {
    private final InfoField field;
    private final boolean floor;
    private final double bound;
    private boolean broken;
    private double value;

    private WatchedLimit(InfoField field, boolean floor, double bound) {
        this.field = field;
        this.floor = floor;
        this.bound = bound;
    }

    /** Returns the limits of a configuration, fresh; one that is drawn per episode is taken from the defaults. */
    static List<WatchedLimit> of(TwinConfig config) {
        return List.of(
                new WatchedLimit(InfoField.CAPITAL_RATIO, true, number(config, "policy.min_capital_ratio")),
                new WatchedLimit(InfoField.LIQUIDITY_COVERAGE, true, 1),
                new WatchedLimit(InfoField.STABLE_FUNDING, true, 1),
                new WatchedLimit(InfoField.VALUE_AT_RISK_95, false, number(config, "policy.max_var_limit")),
                new WatchedLimit(InfoField.EXPECTED_LOSS_RATE, false, number(config, "reward.maxExpectedLoss")),
                new WatchedLimit(InfoField.DELINQUENCY_RATE, false, number(config, "reward.maxDelinquency")),
                new WatchedLimit(InfoField.LARGEST_SHARE, false, number(config, "policy.max_concentration_by_type")));
    }

    private static double number(TwinConfig config, String path) {
        String text = config.get(path);
        return Double.parseDouble(text.startsWith("{") ? TwinConfig.defaults().get(path) : text);
    }

    InfoField field() {
        return field;
    }

    double bound() {
        return bound;
    }

    /** Returns what changed: {@code limit_broken}, {@code limit_kept_again} or nothing. */
    Optional<String> look(StepInfo info) {
        value = info.get(field);
        boolean now = floor ? value < bound : value > bound;
        if (now == broken) {
            return Optional.empty();
        }
        broken = now;
        return Optional.of(now ? "limit_broken" : "limit_kept_again");
    }

    String sentence(String kind) {
        boolean multiple = field.unit() == InfoField.Unit.MULTIPLE;
        String pattern = multiple ? "%s %s its limit: %.2f, %s %.2f." : "%s %s its limit: %.2f %%, %s %.2f %%.";
        double scale = multiple ? 1 : 100;
        return String.format(
                Locale.ROOT,
                pattern,
                field.label(),
                kind.equals("limit_broken") ? "breaks" : "keeps again",
                scale * value,
                floor ? "at least" : "at most",
                scale * bound);
    }
}
