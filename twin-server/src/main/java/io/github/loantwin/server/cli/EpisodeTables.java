package io.github.loantwin.server.cli;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.report.Column.Kind;
import io.github.loantwin.env.report.Column.Unit;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.PerformanceSummary;
import io.github.loantwin.env.report.PeriodTable;
import io.github.loantwin.env.report.PeriodTable.Length;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records episodes of the environment and shows them by month. */
final class EpisodeTables {
    /** Key of the column that holds the reward of a step, behind those of {@link InfoField}. */
    static final String REWARD = "reward";

    /** Longest episodes, in months, that are shown by month and by quarter. */
    private static final int MOST_MONTHS = 37;

    private static final int MOST_QUARTERS = 120;

    /** Portfolio below which a lender is shown in thousands. */
    private static final double SMALL_LENDER = 1e8;

    private static final int HEADLINE_WIDTH = 97;

    private EpisodeTables() {}

    /** Returns a recorder of everything in info, and the reward. */
    static EpisodeRecorder recorder() {
        List<io.github.loantwin.env.report.Column> columns = new ArrayList<>();
        for (InfoField field : InfoField.values()) {
            columns.add(column(field));
        }
        columns.add(new io.github.loantwin.env.report.Column(REWARD, "Reward", Unit.SCORE, Kind.FLOW));
        return new EpisodeRecorder(columns);
    }

    /** Returns the column that records a field. */
    static io.github.loantwin.env.report.Column column(InfoField field) {
        return new io.github.loantwin.env.report.Column(
                field.key(),
                field.label(),
                Unit.valueOf(field.unit().name()),
                Kind.valueOf(field.kind().name()));
    }

    /** Records what holds before the first step and returns what records the steps. */
    static Clock open(EpisodeRecorder recorder, StepInfo start) {
        LocalDate eve =
                LocalDate.ofEpochDay((long) start.get(InfoField.EPOCH_DAY)).minusDays(1);
        recorder.open(eve, row(start, 0));
        return new Clock(recorder, eve);
    }

    /** Records steps under the date of their last simulated day. */
    record Clock(EpisodeRecorder recorder, LocalDate eve) {
        void add(StepInfo info, double reward) {
            recorder.add(eve.plusDays((long) info.get(InfoField.DAY)), row(info, reward));
        }
    }

    private static double[] row(StepInfo info, double reward) {
        double[] row = new double[InfoField.COUNT + 1];
        System.arraycopy(info.toArray(), 0, row, 0, InfoField.COUNT);
        row[InfoField.COUNT] = reward;
        return row;
    }

    /** Returns the figures that matter most, by month; of a long episode by quarter or year, so that they can be read. */
    static Table readable(String title, EpisodeRecorder recorder) {
        int months = recorder.days() / 30;
        Length length = months <= MOST_MONTHS ? Length.MONTH : months <= MOST_QUARTERS ? Length.QUARTER : Length.YEAR;
        return periods(title, recorder, length);
    }

    /** Returns the figures that matter most, by month. */
    static Table monthly(String title, EpisodeRecorder recorder) {
        return periods(title, recorder, Length.MONTH);
    }

    private static Table periods(String title, EpisodeRecorder recorder, Length length) {
        tech.tablesaw.api.Table periods = PeriodTable.of(recorder, length);
        boolean small = recorder.last(InfoField.PORTFOLIO_VALUE.key()) < SMALL_LENDER;
        Table table = new Table(
                title,
                Column.text("period", "Period"),
                Column.millions("portfolio_value", "Portfolio"),
                flow("originations", "New loans", small),
                flow("net_interest_income", "NII", small),
                flow("provision", "Provision", small),
                flow("net_income", "Net income", small),
                Column.percent("return_on_equity", "ROE", 1),
                Column.percent("delinquency_rate", "30+", 2),
                Column.percent("charge_off_rate", "NCO", 2),
                Column.percent("value_at_risk_95", "VaR95", 2),
                Column.percent("capital_ratio", "Capital", 2),
                Column.number("reward_per_day", "Reward", "a day", 3, 1));
        for (int row = 0; row < periods.rowCount(); row++) {
            table.row(row(periods, row));
        }
        return table;
    }

    /** Flows of a small lender are read in thousands. */
    private static Column flow(String key, String title, boolean small) {
        return small ? Column.number(key, title, "thousand", 1, 1e-3) : Column.millions(key, title);
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
        values.add(periods.doubleColumn(REWARD).getDouble(row)
                / periods.intColumn("days").getInt(row));
        return values.toArray();
    }

    /** Returns the headline figures as lines of text, several to a line. */
    static List<String> headline(EpisodeRecorder recorder) {
        tech.tablesaw.api.Table figures = PerformanceSummary.of(recorder).headline();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int row = 0; row < figures.rowCount(); row++) {
            String figure = figures.stringColumn("figure").get(row) + " "
                    + shown(
                            figures.stringColumn("unit").get(row),
                            figures.doubleColumn("value").getDouble(row));
            if (!line.isEmpty() && line.length() + figure.length() > HEADLINE_WIDTH) {
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
