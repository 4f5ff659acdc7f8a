package io.github.loantwin.env.stress;

/** When a lender counts as broken by an economy, judged over all seeds by their lowest capital ratio. */
public enum Criterion {
    /** The first seeds break: at least one in twenty is under the limit. */
    ONE_IN_TWENTY("5 % of seeds", 0.05),
    /** Half of the seeds are under the limit. */
    ONE_IN_TWO("50 % of seeds", 0.5),
    /** The mean over seeds of the lowest ratio is under the limit. */
    MEAN("mean over seeds", Double.NaN);

    private final String label;
    private final double share;

    Criterion(String label, double share) {
        this.label = label;
        this.share = share;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns whether it holds. */
    boolean holds(SeverityPoint point, double limit) {
        return this == MEAN ? point.lowestRatio() < limit : point.cell().shareUnder(limit) >= share;
    }
}
