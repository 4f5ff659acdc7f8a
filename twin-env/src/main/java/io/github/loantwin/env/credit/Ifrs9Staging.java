package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.DelinquencyState;

/**
 * The IFRS 9 stage of a loan from its delinquency, the rise of its default probability and its stage so far.
 *
 * <p>Stage 3 at 90 days past due. Stage 2 on a significant increase in credit risk: PD above the relative threshold x
 * PD at origination and by the absolute threshold too, or 30 days past due (the backstop of IFRS 9 B5.5.20), or on the
 * watch list. A loan improves one stage at a time, after the configured number of performing (current) months in a
 * row. The PD may be the 12-month one, which B5.5.13 allows as an approximation of lifetime risk; both must be of the
 * same kind. Thread-safe, no allocation.
 */
public final class Ifrs9Staging {
    private final CreditConfig.Staging rule;

    /** Creates the rule of a config. */
    public Ifrs9Staging(CreditConfig config) {
        rule = config.staging();
    }

    /**
     * Returns the stage today.
     *
     * @param previous stage at the last marking
     * @param state delinquency state today, 0-3
     * @param pd point-in-time default probability today
     * @param pdAtOrigination default probability that was expected at origination for today
     * @param watchList whether the lender watches the loan
     * @param performingMonths months in a row in which the loan was current, today included
     */
    public Ifrs9Stage stage(
            Ifrs9Stage previous,
            int state,
            double pd,
            double pdAtOrigination,
            boolean watchList,
            int performingMonths) {
        Ifrs9Stage today = withoutHistory(state, pd, pdAtOrigination, watchList);
        if (today.compareTo(previous) >= 0) {
            return today;
        }
        if (performingMonths < rule.performingMonths()) {
            return previous;
        }
        Ifrs9Stage oneBetter = Ifrs9Stage.at(previous.ordinal() - 1);
        return today.compareTo(oneBetter) > 0 ? today : oneBetter;
    }

    private Ifrs9Stage withoutHistory(int state, double pd, double pdAtOrigination, boolean watchList) {
        if (state == DelinquencyState.DPD90.ordinal()) {
            return Ifrs9Stage.STAGE_3;
        }
        boolean riskier =
                pd > rule.relativeThreshold() * pdAtOrigination && pd > pdAtOrigination + rule.absoluteThreshold();
        boolean increased = riskier || state > 0 || watchList;
        return increased ? Ifrs9Stage.STAGE_2 : Ifrs9Stage.STAGE_1;
    }
}
