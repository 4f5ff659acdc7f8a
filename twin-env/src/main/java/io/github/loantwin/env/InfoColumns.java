package io.github.loantwin.env;

import io.github.loantwin.env.report.Column;
import io.github.loantwin.env.report.EpisodeRecorder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Info as columns of the report package, and the reward of the step behind them. */
public final class InfoColumns {
    /** Key of the column that holds the reward of a step. */
    public static final String REWARD = "reward";

    private static final List<Column> COLUMNS = columns();

    private InfoColumns() {}

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (InfoField field : InfoField.values()) {
            columns.add(of(field));
        }
        columns.add(new Column(REWARD, "Reward", Column.Unit.SCORE, Column.Kind.FLOW));
        return List.copyOf(columns);
    }

    /** Returns a column for every field of info, in order, and one for the reward. */
    public static List<Column> all() {
        return COLUMNS;
    }

    /** Returns the column of a field. */
    public static Column of(InfoField field) {
        return new Column(
                field.key(),
                field.label(),
                Column.Unit.valueOf(field.unit().name()),
                Column.Kind.valueOf(field.kind().name()));
    }

    /** Returns a recorder of all columns. */
    public static EpisodeRecorder recorder() {
        return new EpisodeRecorder(COLUMNS);
    }

    /** Records what holds before the first step. */
    public static void open(EpisodeRecorder recorder, StepInfo start) {
        recorder.open(date(start), row(start, 0));
    }

    /** Records a step under the date of its last day. */
    public static void add(EpisodeRecorder recorder, StepResult step) {
        recorder.add(date(step.info()), row(step.info(), step.reward()));
    }

    /** Returns the date under which reports show a row: that of the step's last day. */
    static LocalDate date(StepInfo info) {
        return LocalDate.ofEpochDay((long) info.get(InfoField.EPOCH_DAY));
    }

    private static double[] row(StepInfo info, double reward) {
        double[] row = new double[COLUMNS.size()];
        info.copyTo(row);
        row[InfoField.COUNT] = reward;
        return row;
    }
}
