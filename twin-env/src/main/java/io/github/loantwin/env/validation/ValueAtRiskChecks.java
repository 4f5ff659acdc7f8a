package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.risk.LossDistribution;
import io.github.loantwin.env.risk.LossTables;
import io.github.loantwin.env.risk.RiskConfig;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Value at risk of the reference books against Monte Carlo: recorded from a million scenarios, and made anew. */
final class ValueAtRiskChecks implements ValidationGroup {
    private static final double PROMISED = 0.03;
    private static final int SCENARIOS = 150_000;
    private static final long SEED = 2026;
    private static final Shown SHOWN = Shown.percent(3);

    private final RiskConfig.LossDistributionConfig config;
    private final LossTables tables;

    private final int scenarios;

    ValueAtRiskChecks() {
        this(TwinConfig.defaults().model().risk().lossDistribution(), SCENARIOS);
    }

    ValueAtRiskChecks(RiskConfig.LossDistributionConfig config, int scenarios) {
        this.scenarios = scenarios;
        this.config = config;
        this.tables = new LossTables(config);
    }

    @Override
    public String name() {
        return "var";
    }

    @Override
    public String title() {
        return "Value at risk against Monte Carlo on the reference books";
    }

    @Override
    public void run(Checks checks) {
        List<Figures.Row> rows = Figures.read("var-million.csv");
        double squares = 0;
        int typical = 0;
        for (Figures.Row row : rows) {
            double error = recorded(checks, row);
            if (row.text("book").startsWith("typical")) {
                squares += error * error;
                typical++;
            }
        }
        checks.stated(
                new Figure("rms", "root mean square error of VaR95 over the ten 1,000-loan books", "million scenarios"),
                "",
                Double.NaN,
                Math.sqrt(squares / typical),
                Shown.percent(2));
        fresh(checks, rows);
    }

    private double recorded(Checks checks, Figures.Row row) {
        String name = row.text("book");
        ReferenceBook book = ReferenceBook.named(name);
        LossDistribution law = law(book);
        double var95 = law.quantile(0.95) / book.exposure();
        double expected = row.number("var95") / 100;
        String source = "Monte Carlo, a million scenarios (standard error " + row.text("error") + " % of it)";
        String gap = String.format(Locale.ROOT, " (off by %+.2f %%)", 100 * (var95 / expected - 1));
        checks.relative(new Figure(name, "VaR95, " + words(name) + gap, source), expected, var95, PROMISED, SHOWN);
        checks.relative(
                new Figure(name + "-shortfall", "expected shortfall 95 %, " + words(name), source),
                row.number("es95") / 100,
                law.expectedShortfall(0.95) / book.exposure(),
                PROMISED,
                SHOWN);
        return var95 / expected - 1;
    }

    /** The ten books again, scenarios drawn now with another seed: they do not rest on the recorded figures. */
    private void fresh(Checks checks, List<Figures.Row> rows) {
        List<String> names = rows.stream()
                .map(row -> row.text("book"))
                .filter(name -> name.startsWith("typical"))
                .toList();
        double[][] results = names.stream()
                .parallel()
                .map(name -> monteCarlo(ReferenceBook.named(name)))
                .toArray(double[][]::new);
        for (int i = 0; i < names.size(); i++) {
            ReferenceBook book = ReferenceBook.named(names.get(i));
            String source = String.format(
                    Locale.ROOT,
                    "Monte Carlo made now, %,d scenarios (standard error %.2f %% of it)",
                    scenarios,
                    100 * results[i][1] / results[i][0]);
            checks.relative(
                    new Figure(names.get(i) + "-fresh", "VaR95, " + words(names.get(i)), source),
                    results[i][0] / book.exposure(),
                    law(book).quantile(0.95) / book.exposure(),
                    PROMISED,
                    SHOWN);
        }
    }

    private double[] monteCarlo(ReferenceBook book) {
        double[] losses = new ReferenceLosses(book, config).sortedLosses(scenarios, SEED);
        return new double[] {ReferenceLosses.quantile(losses, 0.95), ReferenceLosses.standardError(losses, 0.95)};
    }

    private LossDistribution law(ReferenceBook book) {
        LossDistribution law = new LossDistribution(tables);
        law.set(book.moments(config.largeLossFloor()));
        return law;
    }

    private static String words(String name) {
        String[] parts = name.split("-");
        String kind = Arrays.asList("typical", "lumpy").contains(parts[0]) ? "1,000 loans" : "10,000 loans";
        return kind + (parts[0].equals("lumpy") ? ", ten of them half of the exposure" : "") + ", book " + parts[1];
    }
}
