package io.github.loantwin.agents.compare;

import java.util.List;

/**
 * One policy run in one scenario.
 *
 * @param rows one per world, in the order of the seeds
 * @param decisionMicros mean time of a decision, microseconds; the only figure that a second run would not repeat
 */
record CellResult(List<EpisodeRow> rows, double decisionMicros) {
    CellResult {
        rows = List.copyOf(rows);
    }
}
