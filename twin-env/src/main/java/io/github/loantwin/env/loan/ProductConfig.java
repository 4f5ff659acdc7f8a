package io.github.loantwin.env.loan;

import java.util.List;

/**
 * Everything about one product: who applies, what is borrowed, how it is scored, accepted and priced, what it costs.
 *
 * @param bookShare share of the seasoned book by number of loans
 * @param amount truncated lognormal amount (cards: credit limit), currency units
 * @param terms contractual terms and their shares, which sum to 1; a card has the single term 0
 * @param score truncated normal score of the applicants
 * @param income lognormal income per year, currency units
 * @param dti truncated normal debt-to-income ratio (business: debt service over cash flow)
 * @param ltv loan-to-value ratio; all zeros without collateral
 * @param realEstateShare share of loans with real-estate collateral
 * @param utilisation Beta law of a card's typical utilisation; zeros for instalment loans
 * @param scorecard from score, LTV, DTI and term to the 12-month probability of default
 * @param underwriting limits of the base policy
 * @param pricing how the market prices the product
 * @param demand how many apply and accept
 * @param cost servicing and origination cost, currency units
 * @param balanceGrowthToDefault balance at default over balance while current; roll rates are balance-weighted, so the
 *     risk of an account is divided by it
 * @param startingHazard monthly run-off of a vintage, for the ages of the starting book
 * @param season twelve monthly factors of demand with mean 1
 */
public record ProductConfig(
        double bookShare,
        Lognormal amount,
        List<Term> terms,
        Normal score,
        Income income,
        Normal dti,
        LoanToValue ltv,
        double realEstateShare,
        BetaLaw utilisation,
        Scorecard scorecard,
        Underwriting underwriting,
        Pricing pricing,
        Demand demand,
        Cost cost,
        double balanceGrowthToDefault,
        double startingHazard,
        double[] season) {

    public ProductConfig {
        fraction("bookShare", bookShare);
        fraction("realEstateShare", realEstateShare);
        positive("startingHazard", startingHazard);
        require(
                balanceGrowthToDefault >= 1 && balanceGrowthToDefault <= 5,
                "balanceGrowthToDefault must be in [1, 5], got " + balanceGrowthToDefault + ".");
        require(startingHazard < 1, "startingHazard must be below 1 a month, got " + startingHazard + ".");
        double shares = 0;
        for (Term term : terms) {
            shares += term.share();
        }
        require(Math.abs(shares - 1) < 1e-9, "terms: shares must sum to 1, got " + shares + ".");
        terms = List.copyOf(terms);
        require(season.length == 12, "season must have 12 factors, got " + season.length + ".");
        double mean = 0;
        for (double factor : season) {
            positive("season", factor);
            mean += factor / 12;
        }
        require(Math.abs(mean - 1) < 0.005, "season must have mean 1, got " + mean + ".");
        require(
                (amount.min() <= amount.max()) && amount.min() > 0,
                "amount: min must be above 0 and at most max, got " + amount.min() + " and " + amount.max() + ".");
    }

    /** Returns the product with limits that are at most the given ones. */
    ProductConfig limitedBy(double maxDti, double maxLtv) {
        Underwriting limits = new Underwriting(
                underwriting.cutoff(),
                Math.min(underwriting.maxDti(), maxDti),
                Math.min(underwriting.maxLtv(), maxLtv));
        return new ProductConfig(
                bookShare,
                amount,
                terms,
                score,
                income,
                dti,
                ltv,
                realEstateShare,
                utilisation,
                scorecard,
                limits,
                pricing,
                demand,
                cost,
                balanceGrowthToDefault,
                startingHazard,
                season);
    }

    /** Lognormal law truncated to [min, max]. */
    public record Lognormal(double lnMean, double lnSd, double min, double max) {
        public Lognormal {
            finite("lnMean", lnMean);
            positive("lnSd", lnSd);
        }
    }

    /** Lognormal law of income. */
    public record Income(double lnMean, double lnSd) {
        public Income {
            finite("lnMean", lnMean);
            positive("lnSd", lnSd);
        }
    }

    /** Normal law; truncated where the docs of its use say so. */
    public record Normal(double mean, double sd) {
        public Normal {
            finite("mean", mean);
            positive("sd", sd);
        }
    }

    /** A term in months and its share of new loans. */
    public record Term(int months, double share) {
        public Term {
            require(months >= 0 && months <= 480, "months must be in [0, 480], got " + months + ".");
            fraction("share", share);
        }
    }

    /** Normal loan-to-value ratio up to max, a share of the loans standing exactly at the cap. */
    public record LoanToValue(double mean, double sd, double max, double shareAtCap, double cap) {
        public LoanToValue {
            require(
                    mean >= 0 && mean <= 2,
                    "ltv.mean must be in [0, 2], got " + mean + ".\nMaybe the file gives percent: divide by 100.");
            fraction("shareAtCap", shareAtCap);
            require(
                    sd >= 0 && max >= 0 && max <= 2 && cap >= 0 && cap <= 2,
                    "ltv.sd must be at least 0, ltv.max and ltv.cap in [0, 2], got " + sd + ", " + max + " and " + cap
                            + ".");
        }
    }

    /** Beta law. */
    public record BetaLaw(double alpha, double beta) {
        public BetaLaw {
            require(alpha >= 0 && beta >= 0, "alpha and beta must be at least 0, got " + alpha + " and " + beta + ".");
        }
    }

    /**
     * PD = 1 / (1 + exp((score - midpoint) ln 2 / pointsToDouble)), with additions to the logit per 0.05 of LTV above
     * {@code ltvFrom}, per 0.05 of DTI above {@code dtiFrom} and per 12 months above {@code termFrom}.
     */
    public record Scorecard(
            double midpoint,
            double pointsToDouble,
            double ltvFrom,
            double ltvPer5,
            double dtiFrom,
            double dtiPer5,
            int termFrom,
            double termPer12) {
        public Scorecard {
            finite("midpoint", midpoint);
            finite("ltvFrom", ltvFrom);
            finite("ltvPer5", ltvPer5);
            finite("dtiFrom", dtiFrom);
            finite("dtiPer5", dtiPer5);
            finite("termPer12", termPer12);
            positive("pointsToDouble", pointsToDouble);
        }
    }

    /** Limits of the base policy: cut-off score, largest DTI and LTV. */
    public record Underwriting(double cutoff, double maxDti, double maxLtv) {
        public Underwriting {
            require(cutoff >= 300 && cutoff <= 850, "cutoff must be in [300, 850], got " + cutoff + ".");
            positive("maxDti", maxDti);
            positive("maxLtv", maxLtv);
        }
    }

    /** Reference rate of pricing and funding. */
    public enum Index {
        /** 3-month rate. */
        SHORT,
        /** Mean of 3-month and 10-year rate. */
        MIDDLE,
        /** 10-year rate. */
        LONG
    }

    /**
     * Market price of a product.
     *
     * @param index reference rate
     * @param margin over the funding rate at average risk, per year
     * @param economicMargin what of it is left after every marginal cost; sellers of loans keep its value
     * @param lossPassThrough share of a borrower's expected loss above the average that is priced
     * @param floating whether the rate follows the index after origination
     */
    public record Pricing(Index index, double margin, double economicMargin, double lossPassThrough, boolean floating) {
        public Pricing {
            require(
                    margin >= 0 && margin < 1,
                    "margin must be in [0, 1), got " + margin + ".\nMaybe the file gives percent: divide by 100.");
            require(
                    economicMargin >= 0 && economicMargin < 1,
                    "economicMargin must be in [0, 1), got " + economicMargin
                            + ".\nMaybe the file gives percent: divide by 100.");
            fraction("lossPassThrough", lossPassThrough);
        }
    }

    /**
     * Demand for a product.
     *
     * @param bookedPerLoanYear loans booked per year at base policy, per loan of the product in the starting book
     * @param rateSensitivity exponent of demand per 1.00 of market rate (12: -11 % per point)
     * @param houseSensitivity exponent of demand per 1.00 of house-price growth above its trend
     * @param takeUpAtPar chance that an offer at the market rate is accepted
     * @param takeUpSlope fall of the logit of take-up per point of rate above the market
     * @param adverseSelection rise of the logit of default per point of rate above the market
     */
    public record Demand(
            double bookedPerLoanYear,
            double rateSensitivity,
            double houseSensitivity,
            double takeUpAtPar,
            double takeUpSlope,
            double adverseSelection) {
        public Demand {
            positive("bookedPerLoanYear", bookedPerLoanYear);
            fraction("takeUpAtPar", takeUpAtPar);
            require(takeUpAtPar > 0 && takeUpAtPar < 1, "takeUpAtPar must be in (0, 1), got " + takeUpAtPar + ".");
            finite("rateSensitivity", rateSensitivity);
            finite("houseSensitivity", houseSensitivity);
            finite("adverseSelection", adverseSelection);
            require(takeUpSlope >= 0, "takeUpSlope must be at least 0, got " + takeUpSlope + ".");
        }
    }

    /** Yearly servicing cost per account, of one 90 days past due, and cost of an origination, currency units. */
    public record Cost(double servicing, double servicingNonPerforming, double origination) {
        public Cost {
            require(
                    servicing >= 0 && servicingNonPerforming >= 0 && origination >= 0,
                    "costs must be at least 0, got " + servicing + ", " + servicingNonPerforming + ", " + origination
                            + ".");
        }
    }

    private static void fraction(String name, double value) {
        require(
                value >= 0 && value <= 1,
                name + " must be a fraction in [0, 1], got " + value
                        + ".\nMaybe the file gives percent: divide by 100.");
    }

    private static void positive(String name, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be above 0, got " + value + ".");
    }

    private static void finite(String name, double value) {
        require(Math.abs(value) <= Double.MAX_VALUE, name + " must be a finite number, got " + value + ".");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
