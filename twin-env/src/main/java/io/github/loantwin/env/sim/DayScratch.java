package io.github.loantwin.env.sim;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.UniformBatch;
import io.github.loantwin.env.risk.LossMoments;

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

    private LossMoments moments = new LossMoments(1);

    /** Creates working memory for the lenders of one thread. */
    public DayScratch() {}

    /** Returns loss moments with a large-loss floor; lenders with the same floor get the same ones. */
    LossMoments moments(double largeLossFloor) {
        if (moments.largeLossFloor() != largeLossFloor) {
            moments = new LossMoments(largeLossFloor);
        }
        return moments;
    }
}
