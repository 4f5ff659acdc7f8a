package io.github.loantwin.env.demand;

/** One applicant's characteristics, as scratch that is overwritten by the next one; amounts in currency units. */
public final class Applicant {
    public long id;
    public int product;
    public double score;
    public double dti;
    /** Loan to value; 0 without collateral. */
    public double ltv;
    /** Whether the applicant puts down whatever brings the loan to the lender's cap on loan to value. */
    public boolean fitsCap;

    public double amount;
    public double income;
    public int termMonths;
    public boolean realEstate;
    /** Cards: utilisation that the account tends to. */
    public double utilisation;
    /** PD from the scorecard over the accepted book's mean; before adverse selection. */
    public double riskMultiplier;
    /** Latent normal score of the DTI ratio, with which income is correlated. */
    double zDti;
    /** Through-the-cycle 12-month PD from the scorecard. */
    public double pdThroughTheCycle;
}
