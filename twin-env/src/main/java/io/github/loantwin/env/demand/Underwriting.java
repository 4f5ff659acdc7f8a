package io.github.loantwin.env.demand;

/** The decision on an application. */
public final class Underwriting {
    private Underwriting() {}

    /**
     * Returns whether an applicant passes: score at least the cut-off, DTI and LTV at most their caps.
     *
     * @param cutoff points
     * @param maxDti cap on debt to income (business: debt service to cash flow)
     * @param maxLtv cap on loan to value; loans without collateral have LTV 0, and
     *     applicants who fit the cap bring the loan to it
     */
    public static boolean passes(Applicant applicant, double cutoff, double maxDti, double maxLtv) {
        return applicant.score >= cutoff && applicant.dti <= maxDti && (applicant.ltv <= maxLtv || applicant.fitsCap);
    }
}
