package io.github.loantwin.agents.front;

import io.github.loantwin.env.check.ArgCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid of weights; {@code configs/experiments/front.yaml} is one.
 *
 * @param run file of the training that is repeated with every weighting
 * @param steps decisions of each training
 * @param evaluationSeeds tuning worlds on which the finished policies are measured
 * @param weights of financial, risk, regulatory and operational reward; each row sums to 1
 * @param reference point from which the hypervolume is measured: gains over hold in the four objectives, thousandths a day;
 *     a policy that is worse than this in one objective counts nothing
 */
public record FrontPlan(
        String run, long steps, int evaluationSeeds, List<List<Double>> weights, List<Double> reference) {
    private static final int OBJECTIVES = 4;
    private static final double TOLERANCE = 1e-9;

    public FrontPlan {
        ArgCheck.notBlank("run", run);
        ArgCheck.inClosed("steps", steps, 1L, 1_000_000_000_000L);
        ArgCheck.inClosed("evaluationSeeds", evaluationSeeds, 2, 10_000);
        List<List<Double>> rows = new ArrayList<>();
        for (List<Double> row : ArgCheck.notEmpty("weights", weights)) {
            rows.add(checked(row));
        }
        weights = List.copyOf(rows);
        reference = List.copyOf(ArgCheck.notNull("reference", reference));
        ArgCheck.that(reference.size() == OBJECTIVES, "reference must have four gains", reference);
    }

    private static List<Double> checked(List<Double> row) {
        ArgCheck.that(row.size() == OBJECTIVES, "weights must have four numbers a row", row);
        double sum = 0;
        for (double weight : row) {
            ArgCheck.inClosed("weights", weight, 0, 1);
            sum += weight;
        }
        ArgCheck.that(Math.abs(sum - 1) < TOLERANCE, "weights of a row must sum to 1", row);
        return List.copyOf(row);
    }

    /** Returns the name of a row, such as {@code w40-30-20-10}. */
    static String name(List<Double> row) {
        StringBuilder name = new StringBuilder("w");
        for (double weight : row) {
            name.append(name.length() > 1 ? "-" : "").append(Math.round(weight * 100));
        }
        return name.toString();
    }
}
