package io.github.loantwin.env.validation;

import io.github.loantwin.env.risk.BaselIrb;
import io.github.loantwin.env.risk.IrbClass;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.Checks.Tolerance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Risk weights of the internal-ratings formula against the Basel Committee's illustrative ones. */
final class BaselChecks implements ValidationGroup {
    private static final String ANNEX = "Basel II, Annex 5 (June 2006)";
    private static final Shown WEIGHT = new Shown(1, 2, " %");
    private static final Tolerance PUBLISHED = new Tolerance(0.01, 0, "+-0.01 points each");

    private record Column(String key, String reference, String name, IrbClass irbClass, double lgd, double sales) {
        double weight(double pdPercent) {
            return 100 * BaselIrb.riskWeight(irbClass, pdPercent / 100, lgd, 2.5, sales);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("corporate45", "corp LGD45 50m", "corporate, LGD 45 %", IrbClass.CORPORATE, 0.45, 50),
            new Column("small45", "corp SME5m LGD45", "small firm, LGD 45 %", IrbClass.CORPORATE, 0.45, 5),
            new Column("mortgage45", "mortgage LGD45", "mortgage, LGD 45 %", IrbClass.MORTGAGE, 0.45, 0),
            new Column("mortgage25", "mortgage LGD25", "mortgage, LGD 25 %", IrbClass.MORTGAGE, 0.25, 0),
            new Column("other45", "other retail LGD45", "other retail, LGD 45 %", IrbClass.OTHER_RETAIL, 0.45, 0),
            new Column("other85", "other retail LGD85", "other retail, LGD 85 %", IrbClass.OTHER_RETAIL, 0.85, 0),
            new Column("qrre45", "qrre LGD45", "revolving retail, LGD 45 %", IrbClass.QRRE, 0.45, 0),
            new Column("qrre85", "qrre LGD85", "revolving retail, LGD 85 %", IrbClass.QRRE, 0.85, 0));

    private final Optional<Path> data;

    BaselChecks(Optional<Path> data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "basel";
    }

    @Override
    public String title() {
        return "Internal-ratings risk weights against the Basel Committee's";
    }

    @Override
    public void run(Checks checks) {
        List<Figures.Row> rows = Figures.read("basel-annex5-risk-weights.csv");
        int values = 0;
        for (Column column : COLUMNS) {
            values += rows.size();
            column(checks, column, rows);
        }
        checks.near(new Figure("count", "published risk weights compared", ANNEX), 152, values, 0, Shown.number(0));
        finalBaselThree(checks);
        workedChain(checks);
        referenceFile(checks);
    }

    private static void column(Checks checks, Column column, List<Figures.Row> rows) {
        String[] names = rows.stream().map(row -> "PD " + row.text("pd") + " %").toArray(String[]::new);
        double[] published =
                rows.stream().mapToDouble(row -> row.number(column.key())).toArray();
        double[] got = rows.stream()
                .mapToDouble(row -> column.weight(row.number("pd")))
                .toArray();
        Figure figure = new Figure(column.key(), "risk weights, " + column.name(), ANNEX);
        checks.many(figure, names, published, got, PUBLISHED, WEIGHT);
    }

    private static void finalBaselThree(Checks checks) {
        double[] published = {82.06, 102.09, 133.20, 78.71, 19.14};
        double[] got = {
            100 * BaselIrb.riskWeight(IrbClass.CORPORATE, 0.01, 0.40, 2.5, 50),
            100 * BaselIrb.riskWeight(IrbClass.CORPORATE, 0.02, 0.40, 2.5, 50),
            100 * BaselIrb.riskWeight(IrbClass.CORPORATE, 0.05, 0.40, 2.5, 50),
            100 * BaselIrb.riskWeight(IrbClass.CORPORATE, 0.02, 0.40, 2.5, 5),
            100 * BaselIrb.riskWeight(IrbClass.QRRE, 0.01, 0.50, 2.5, 0)
        };
        checks.all(
                new Figure(
                        "final",
                        "final Basel III: corporate LGD 40 % at PD 1, 2, 5 %; small firm 2 %; revolving LGD 50 % 1 %",
                        "CRE99; OSFI CAR chapter 5"),
                published,
                got,
                0.01,
                WEIGHT);
    }

    private static void workedChain(Checks checks) {
        double k = BaselIrb.capital(IrbClass.MORTGAGE, 0.02, 0.40);
        checks.near(
                new Figure(
                        "chain-assets",
                        "risk-weighted assets, mortgage of 200,000, PD 2 %, LGD 40 %",
                        "credit-model C4"),
                156_328.94,
                200_000 * BaselIrb.RISK_WEIGHT_PER_CAPITAL * k,
                0.05,
                Shown.number(2));
        checks.near(
                new Figure("maturity", "maturity adjustment at PD 1 %, 2.5 years", "credit-model C4"),
                1.2598,
                BaselIrb.maturityAdjustment(0.01, 2.5),
                5e-5,
                Shown.number(4));
    }

    private void referenceFile(Checks checks) {
        Figure figure = new Figure("file", "the same weights from the reference file", ANNEX);
        Optional<List<String>> lines =
                data.flatMap(folder -> DataFiles.lines(folder, "reference/basel_irb_illustrative_risk_weights.csv"));
        if (lines.isEmpty()) {
            checks.skipped(figure, DataFiles.ABSENT);
            return;
        }
        List<String[]> cells =
                lines.get().stream().skip(1).map(line -> line.split(",")).toList();
        String[] names = new String[cells.size()];
        double[] published = new double[names.length];
        double[] got = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            String[] row = cells.get(i);
            names[i] = row[1] + " at PD " + row[0] + " %";
            published[i] = Double.parseDouble(row[2]);
            got[i] = COLUMNS.stream()
                    .filter(column -> column.reference().equals(row[1]))
                    .mapToDouble(column -> column.weight(Double.parseDouble(row[0])))
                    .findFirst()
                    .orElse(Double.NaN);
        }
        checks.many(figure, names, published, got, PUBLISHED, WEIGHT);
    }
}
