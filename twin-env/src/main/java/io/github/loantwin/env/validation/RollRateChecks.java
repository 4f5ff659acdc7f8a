package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.ChargeOffProbability;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.Checks.Tolerance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ten roll matrices: values that were derived from them elsewhere, and the interpolation between them. */
final class RollRateChecks implements ValidationGroup {
    private static final String[] PERCENT = {"current", "dpd30", "dpd60", "dpd90", "chargeOffYear", "chargeOff12"};
    private static final String[] PROBABILITY = {"chargeOff60", "prepaid60", "everCurrent", "ever30", "ever60", "ever90"
    };
    private static final double[] LEVELS = {-0.25, 0, 0.5, 1, 1.25};

    private final Optional<Path> data;
    private final RollRates reference;
    private final RollRates shipped;

    RollRateChecks(Optional<Path> data) {
        this(
                data,
                new RollRates(TwinConfig.defaults()
                        .with("credit.businessOverlay", 0)
                        .model()
                        .credit()),
                new RollRates(TwinConfig.defaults().model().credit()));
    }

    RollRateChecks(Optional<Path> data, RollRates reference, RollRates shipped) {
        this.data = data;
        this.reference = reference;
        this.shipped = shipped;
    }

    @Override
    public String name() {
        return "matrices";
    }

    @Override
    public String title() {
        return "Roll matrices: derived values, and interpolation by stress";
    }

    @Override
    public void run(Checks checks) {
        Figures.read("roll-rate-values.csv").forEach(row -> derived(checks, row));
        Figures.read("stress-interpolation.csv").forEach(row -> interpolated(checks, row));
        referenceFile(checks);
        MonthlyMatrix business = MonthlyMatrix.of(shipped, Product.BUSINESS, 1);
        checks.stated(
                new Figure(
                        "overlay-30", "business 30+ share in lasting stress, overlay in force", "Fed DRBLACBS 2009-10"),
                "4.0 %",
                0.04,
                1 - business.shares()[0],
                Shown.percent(2));
        checks.stated(
                new Figure(
                        "overlay-loss",
                        "business charge-offs a year in lasting stress, overlay in force",
                        "credit-model C2.2"),
                "3.9 %",
                0.039,
                business.annualChargeOff(),
                Shown.percent(2));
    }

    private void derived(Checks checks, Figures.Row row) {
        Product product = Product.ofKey(row.text("product"));
        MonthlyMatrix m = MonthlyMatrix.of(reference, product, row.number("stress"));
        double[] s = m.shares();
        double[] got = {
            100 * s[0], 100 * s[1], 100 * s[2], 100 * s[3], 100 * m.annualChargeOff(), 100 * m.fromCurrent(12)[4]
        };
        double[] chances = {
            m.fromCurrent(60)[4],
            m.fromCurrent(60)[5],
            ChargeOffProbability.ever(m.cells(), 0),
            ChargeOffProbability.ever(m.cells(), 1),
            ChargeOffProbability.ever(m.cells(), 2),
            ChargeOffProbability.ever(m.cells(), 3)
        };
        String which = product.key() + (row.number("stress") == 0 ? ", normal" : ", stress");
        String id = row.text("product") + "-" + row.text("stress");
        double late = row.number("share30"); // printed with two decimals, the others with three
        checks.near(
                new Figure(id + "-share30", which + ": share 30 and more days past due", "credit-model C2.2"),
                late,
                100 * (1 - s[0]),
                0.005 + 1e-3 * late,
                new Shown(1, 3, " %"));
        checks.many(
                new Figure(id + "-shares", which + ": shares and charge-offs, %", "credit-model C2.2"),
                PERCENT,
                row.numbers(PERCENT),
                got,
                new Tolerance(0.0006, 1e-3, "+-0.1 % of each, and rounding"),
                Shown.number(3));
        checks.many(
                new Figure(id + "-chances", which + ": probabilities", "credit-model C2.2"),
                PROBABILITY,
                row.numbers(PROBABILITY),
                chances,
                new Tolerance(0.00006, 1e-3, "+-0.1 % of each, and rounding"),
                Shown.number(4));
    }

    private void interpolated(Checks checks, Figures.Row row) {
        Product product = Product.ofKey(row.text("product"));
        double[] got = new double[LEVELS.length];
        for (int i = 0; i < got.length; i++) {
            got[i] = 100 * MonthlyMatrix.of(reference, product, LEVELS[i]).fromCurrent(12)[4];
        }
        checks.all(
                new Figure(
                        "interpolation-" + product.key(),
                        product.key() + ": charge-off in 12 months at stress -.25, 0, .5, 1, 1.25",
                        "credit-model C2.4"),
                row.numbers("low", "normal", "half", "stress", "high"),
                got,
                0.0011,
                new Shown(1, 3, " %"));
    }

    private void referenceFile(Checks checks) {
        Figure figure = new Figure(
                "file", "all cells of the ten matrices equal the reference file's: largest gap", "reference matrices");
        Optional<List<String>> lines = data.flatMap(
                folder -> DataFiles.lines(folder, "reference/calibrated_monthly_transition_matrices.json"));
        if (lines.isEmpty()) {
            checks.skipped(figure, DataFiles.ABSENT);
            return;
        }
        JsonNode matrices =
                new JsonMapper().readTree(String.join("\n", lines.get())).get("matrices");
        double gap = 0;
        for (Product product : Product.values()) {
            String name = product.key().substring(0, 1).toUpperCase(Locale.ROOT)
                    + product.key().substring(1);
            gap = Math.max(gap, gap(matrices.get(name + "_normal"), MonthlyMatrix.of(reference, product, 0)));
            gap = Math.max(gap, gap(matrices.get(name + "_stress"), MonthlyMatrix.of(reference, product, 1)));
        }
        checks.atMost(figure, 1e-12, gap, new Shown(1, 14, ""));
    }

    private static double gap(JsonNode expected, MonthlyMatrix got) {
        double gap = 0;
        for (int cell = 0; cell < RollRates.SIZE; cell++) {
            double wanted = expected.get(cell / RollRates.COLUMNS)
                    .get(cell % RollRates.COLUMNS)
                    .asDouble();
            gap = Math.max(gap, Math.abs(wanted - got.cells()[cell]));
        }
        return gap;
    }
}
