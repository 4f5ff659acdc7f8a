package io.github.loantwin.server.cli;

import io.github.loantwin.env.InfoColumns;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.PerformanceSummary;
import io.github.loantwin.env.report.PeriodTable;
import io.github.loantwin.env.report.PeriodTable.Length;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a recorded episode by month, and its headline figures. */
final class EpisodeTables {
    /** Longest episodes, in months, that are shown by month and by quarter. */
    private static final int MOST_MONTHS = 37;

    private static final int MOST_QUARTERS = 120;

    /** Portfolio below which a lender is shown in thousands. */
    private static final double SMALL_LENDER = 1e8;

    private static final int HEADLINE_WIDTH = 97;

    private EpisodeTables() {}

    /** Returns the figures that matter most, by month; of a long episode by quarter or year, so that they can be read. */
    static ReportTable readable(String title, EpisodeRecorder recorder) {
        int months = recorder.days() / 30;
        Length length = months <= MOST_MONTHS ? Length.MONTH : months <= MOST_QUARTERS ? Length.QUARTER : Length.YEAR;
        return periods(title, recorder, length);
    }

    /** Returns the figures that matter most, by month. */
    static ReportTable monthly(String title, EpisodeRecorder recorder) {
        return periods(title, recorder, Length.MONTH);
    }

    private static ReportTable periods(String title, EpisodeRecorder recorder, Length length) {
        tech.tablesaw.api.Table periods = PeriodTable.of(recorder, length);
        boolean small = recorder.last(InfoField.PORTFOLIO_VALUE.key()) < SMALL_LENDER;
        ReportTable table = new ReportTable(
                title,
                TableColumn.text("period", "Period"),
                TableColumn.millions("portfolio_value", "Portfolio"),
                flow("originations", "New loans", small),
                flow("net_interest_income", "NII", small),
                flow("provision", "Provision", small),
                flow("net_income", "Net income", small),
                TableColumn.percent("return_on_equity", "ROE", 1),
                TableColumn.percent("delinquency_rate", "30+", 2),
                TableColumn.percent("charge_off_rate", "NCO", 2),
                TableColumn.percent("value_at_risk_95", "VaR95", 2),
                TableColumn.percent("capital_ratio", "Capital", 2),
                TableColumn.number("reward_per_day", "Reward", "a day", 3, 1));
        for (int row = 0; row < periods.rowCount(); row++) {
            table.row(row(periods, row));
        }
        return table;
    }

    /** Flows of a small lender are read in thousands. */
    private static TableColumn flow(String key, String title, boolean small) {
        return small ? TableColumn.number(key, title, "thousand", 1, 1e-3) : TableColumn.millions(key, title);
    }

    private static Object[] row(tech.tablesaw.api.Table periods, int row) {
        List<Object> values = new ArrayList<>();
        values.add(periods.stringColumn("period").get(row));
        for (InfoField field : List.of(
                InfoField.PORTFOLIO_VALUE,
                InfoField.ORIGINATIONS,
                InfoField.NET_INTEREST_INCOME,
                InfoField.PROVISION,
                InfoField.NET_INCOME,
                InfoField.RETURN_ON_EQUITY,
                InfoField.DELINQUENCY_RATE,
                InfoField.CHARGE_OFF_RATE,
                InfoField.VALUE_AT_RISK_95,
                InfoField.CAPITAL_RATIO)) {
            values.add(periods.doubleColumn(field.key()).getDouble(row));
        }
        values.add(periods.doubleColumn(InfoColumns.REWARD).getDouble(row)
                / periods.intColumn("days").getInt(row));
        return values.toArray();
    }

    /** Returns the headline figures as lines of text for a terminal of some width, several to a line. */
    static List<String> headline(EpisodeRecorder recorder, int width) {
        tech.tablesaw.api.Table figures = PerformanceSummary.of(recorder).headline();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int row = 0; row < figures.rowCount(); row++) {
            String figure = figures.stringColumn("figure").get(row) + " "
                    + shown(
                            figures.stringColumn("unit").get(row),
                            figures.doubleColumn("value").getDouble(row));
            if (!line.isEmpty() && line.length() + figure.length() + 2 > Math.min(width, HEADLINE_WIDTH)) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : "; ").append(figure);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Returns a figure with its unit, as people read it. */
    static String shown(String unit, double value) {
        return switch (unit) {
            case "money" -> Math.abs(value) < 1e6
                    ? String.format(Locale.ROOT, "%,.1f thousand", value * 1e-3)
                    : String.format(Locale.ROOT, "%,.2f million", value * 1e-6);
            case "rate" -> String.format(Locale.ROOT, "%.2f %%", value * 100);
            case "days", "count" -> String.format(Locale.ROOT, "%,.0f", value);
            default -> String.format(Locale.ROOT, "%,.2f", value);
        };
    }
}
