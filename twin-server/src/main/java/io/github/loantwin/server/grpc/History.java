package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoColumns;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.report.EpisodeRecorder;
import java.time.LocalDate;
import java.util.Optional;

/** The days of the running episode of each environment of a session, for charts; empty if the session records none. */
final class History {
    private final EpisodeRecorder[] recorders;

    History(int environments) {
        recorders = new EpisodeRecorder[environments];
    }

    /** Returns the days of an environment, if they are recorded. */
    Optional<EpisodeRecorder> of(int row) {
        return row < recorders.length ? Optional.ofNullable(recorders[row]) : Optional.empty();
    }

    /** Starts anew from the batch, for rows that begin an episode. */
    void begin(StepBatch batch) {
        for (int i = 0; i < recorders.length; i++) {
            if (recorders[i] == null || batch.begins[i]) {
                open(batch, i);
            }
        }
    }

    /** Records a step; a row that begins an episode starts anew. */
    void step(StepBatch batch) {
        for (int i = 0; i < recorders.length; i++) {
            if (batch.begins[i]) {
                open(batch, i);
            } else {
                double[] row = row(batch, i);
                recorders[i].add(date(row), row);
            }
        }
    }

    private void open(StepBatch batch, int i) {
        recorders[i] = InfoColumns.recorder();
        double[] row = row(batch, i);
        recorders[i].open(date(row), row);
    }

    private static LocalDate date(double[] row) {
        return LocalDate.ofEpochDay((long) row[InfoField.EPOCH_DAY.ordinal()]);
    }

    private static double[] row(StepBatch batch, int i) {
        double[] row = new double[InfoColumns.all().size()];
        System.arraycopy(batch.info, i * InfoField.COUNT, row, 0, InfoField.COUNT);
        row[InfoField.COUNT] = batch.rewards[i];
        return row;
    }
}
