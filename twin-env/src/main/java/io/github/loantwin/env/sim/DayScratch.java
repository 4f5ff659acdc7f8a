package io.github.loantwin.env.sim;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.UniformBatch;
import io.github.loantwin.env.risk.LossDistribution;
import io.github.loantwin.env.risk.LossMoments;
import io.github.loantwin.env.risk.LossTables;

/**
 * Working memory of a day: it holds nothing from one day to the next.
 *
 * <p>Lenders that one thread runs in turn may share one; it then stays in the processor's nearest cache. Not thread-safe.
 */
public final class DayScratch {
    /** Draws of the due loans. */
    final UniformBatch luck = new UniformBatch();
    /** Draws of applicants: whom they ask and whether they accept. */
    final UniformBatch decisions = new UniformBatch();
    /** Draws of applicants: who they are. */
    final UniformBatch characters = new UniformBatch();
    /** Loans of one product booked today, before they join the book. */
    final LoanColumns booked = new LoanColumns(UniformBatch.SIZE);
    /** New sums of the due day's segment. */
    final long[] sums = new long[Segment.SIZE * Product.COUNT];
    /** Slots of due loans that leave the common path. */
    final int[] left = new int[UniformBatch.SIZE];
    /** Marks of a tile of loans. */
    final double[] exposures = new double[UniformBatch.SIZE];

    final double[] severities = new double[UniformBatch.SIZE];
    final double[] variances = new double[UniformBatch.SIZE];
    final double[] weights = new double[UniformBatch.SIZE];
    /** A tile of applicants. */
    final long[] ids = new long[UniformBatch.SIZE];

    final double[] distance = new double[UniformBatch.SIZE];
    final double[] reluctance = new double[UniformBatch.SIZE];

    private LossMoments moments = new LossMoments(1);
    private LossDistribution distribution;

    /** Creates working memory for the lenders of one thread. */
    public DayScratch() {}

    /** Returns loss moments with a large-loss floor; lenders with the same floor get the same ones. */
    LossMoments moments(double largeLossFloor) {
        if (moments.largeLossFloor() != largeLossFloor) {
            moments = new LossMoments(largeLossFloor);
        }
        return moments;
    }

    /** Returns a loss distribution under tables, to be set to a book and asked at once. */
    LossDistribution distribution(LossTables tables) {
        if (distribution == null) {
            distribution = new LossDistribution(tables);
        }
        distribution.use(tables);
        return distribution;
    }
}
