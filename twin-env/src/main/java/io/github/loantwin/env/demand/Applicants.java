package io.github.loantwin.env.demand;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.loan.Products;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;

/**
 * The world's applicants: who they are is a function of (seed, product, day, number), never of what the lender does.
 *
 * <p>Characteristics are a Gaussian copula over score, DTI, LTV, income and amount with the rank correlations of
 * credit-model C1 (amount-income 0.42, DTI-income -0.20, score-DTI -0.20, score-LTV -0.20); the term shares a latent
 * with the amount (0.42). Amounts beyond a product's bounds are cut to them, as a lender's product limits do.
 * Immutable and shared.
 */
public final class Applicants {
    /** Days before day 0 that an applicant's number can name. */
    private static final int DAY_OFFSET = 1 << 20;

    private static final double SCORE_DTI = pearson(-0.20);
    private static final double SCORE_LTV = pearson(-0.20);
    private static final double DTI_INCOME = pearson(-0.20);
    private static final double AMOUNT_INCOME = pearson(0.42);
    private static final double AMOUNT_TERM = pearson(0.42);

    /** Sample size of the base-policy averages. */
    private static final int SAMPLE = 8192;

    private final Products products;
    private final Scorecard[] scorecards = new Scorecard[Product.COUNT];
    /** Whether an applicant's kind of collateral, fit to the cap or use of a card is drawn. */
    private final boolean[] asksKindOrUse = new boolean[Product.COUNT];

    private final double[][] termLimit = new double[Product.COUNT][];
    private final double[] meanPd = new double[Product.COUNT];
    private final double[] approvalRate = new double[Product.COUNT];
    private final double[] meanAmount = new double[Product.COUNT];
    private final double[][] utilisationQuantiles = new double[Product.COUNT][];

    /** Compiles the applicants of a set of products. */
    public Applicants(Products products) {
        this.products = products;
        for (int k = 0; k < Product.COUNT; k++) {
            ProductConfig config = products.get(k);
            scorecards[k] = new Scorecard(config.scorecard());
            asksKindOrUse[k] =
                    config.realEstateShare() > 0 || config.ltv().shareAtCap() > 0 || k == Product.CARD.ordinal();
            termLimit[k] = new double[config.terms().size()];
            double sum = 0;
            for (int t = 0; t < termLimit[k].length; t++) {
                sum += config.terms().get(t).share();
                termLimit[k][t] =
                        t == termLimit[k].length - 1 ? Double.POSITIVE_INFINITY : PortableMath.normalQuantile(sum);
            }
            utilisationQuantiles[k] = BetaQuantiles.table(config.utilisation());
            meanPd[k] = 1;
        }
        for (int k = 0; k < Product.COUNT; k++) {
            averageOverAcceptedBook(k);
        }
    }

    /** Returns the number of an applicant: unique over products and days. */
    public static long id(int product, int day, int sequence) {
        return ((long) (day + DAY_OFFSET) << 28) | ((long) product << 25) | sequence;
    }

    /** Returns the number of a loan of the starting book or of a tape. */
    public static long startingId(int position) {
        return (1L << 62) | position;
    }

    /** Returns the mean scorecard PD of the book accepted at base policy. */
    public double meanPd(int product) {
        return meanPd[product];
    }

    /** Returns the share of applicants that base policy approves. */
    public double approvalRate(int product) {
        return approvalRate[product];
    }

    /** Returns the mean amount of approved applicants, currency units. */
    public double meanAmount(int product) {
        return meanAmount[product];
    }

    /** Returns the probability that an applicant's score is under a number of points. */
    public double scoreBelow(int product, double points) {
        ProductConfig.Normal law = products.get(product).score();
        return PortableMath.normalCdf((points - law.mean()) / law.sd());
    }

    /** Draws everything about an applicant. */
    public void draw(Draws draws, int product, long id, Applicant out) {
        drawDecision(draws, product, id, out);
        drawLoan(draws, out);
    }

    /** Draws what a decision needs: score, DTI, LTV and the kind of collateral. */
    public void drawDecision(Draws draws, int product, long id, Applicant out) {
        draws.at(Stream.APPLICANT, id, 0);
        drawDecision(draws, product, id, draws.first(), draws.second(), out);
    }

    /**
     * Does what {@link #drawDecision} does, given the applicant's first two numbers.
     *
     * @param first first number of the block of (APPLICANT, id, 0)
     * @param second its second number
     */
    public void drawDecision(Draws draws, int product, long id, double first, double second, Applicant out) {
        ProductConfig config = products.get(product);
        out.id = id;
        out.product = product;
        double zScore = PortableMath.normalQuantile(first);
        double eDti = PortableMath.normalQuantile(second);
        double uKind = 0;
        double uUse = 0;
        if (asksKindOrUse[product]) {
            draws.at(Stream.APPLICANT, id, 3);
            uKind = draws.first();
            uUse = draws.second();
        }
        double zDti = mix(SCORE_DTI, zScore, eDti);
        out.score = Math.rint(
                PortableMath.clamp(config.score().mean() + config.score().sd() * zScore, 300, 850));
        out.dti = PortableMath.clamp(config.dti().mean() + config.dti().sd() * zDti, 0.01, 1.5);
        out.realEstate = config.realEstateShare() > 0 && uKind < config.realEstateShare();
        out.ltv = 0;
        out.fitsCap = false;
        if (config.ltv().mean() > 0 && (out.realEstate || product == Product.AUTO.ordinal())) {
            double eLtv = draws.normal(Stream.APPLICANT, id, 1);
            out.fitsCap = uUse < config.ltv().shareAtCap();
            out.ltv = out.fitsCap
                    ? config.ltv().cap()
                    : PortableMath.clamp(
                            config.ltv().mean() + config.ltv().sd() * mix(SCORE_LTV, zScore, eLtv),
                            0.2,
                            config.ltv().max());
        }
        out.zDti = zDti;
        out.utilisation = product == Product.CARD.ordinal() ? BetaQuantiles.at(utilisationQuantiles[product], uUse) : 0;
    }

    /** Draws the rest of an applicant whose decision figures have been drawn: amount, income, term, and the PD. */
    public void drawLoan(Draws draws, Applicant out) {
        fillAmount(products.get(out.product), drawTerms(draws, out), out);
    }

    /** Draws income, term and PD of an applicant, without the amount; returns the normal score of the amount. */
    public double drawTerms(Draws draws, Applicant out) {
        ProductConfig config = products.get(out.product);
        draws.at(Stream.APPLICANT, out.id, 1);
        double eAmount = PortableMath.normalQuantile(draws.second());
        draws.at(Stream.APPLICANT, out.id, 2);
        double eIncome = PortableMath.normalQuantile(draws.first());
        double eTerm = PortableMath.normalQuantile(draws.second());
        double zIncome = mix(DTI_INCOME, out.zDti, eIncome);
        double zAmount = mix(AMOUNT_INCOME, zIncome, eAmount);
        out.income = PortableMath.exp(config.income().lnMean() + config.income().lnSd() * zIncome);
        out.termMonths = config.terms()
                .get(termIndex(out.product, mix(AMOUNT_TERM, zAmount, eTerm)))
                .months();
        score(out.product, out);
        return zAmount;
    }

    /** Computes PD and risk multiplier from characteristics that are already set. */
    public void score(int product, Applicant out) {
        double pd = Scorecard.probability(scorecards[product].logit(out.score, out.ltv, out.dti, out.termMonths));
        out.pdThroughTheCycle = pd;
        out.riskMultiplier = PortableMath.clamp(pd / meanPd[product], 0.1, 10);
    }

    /** Gives the amount at a quantile's normal score, for stratified starting books. */
    public void fillAmount(ProductConfig config, double zAmount, Applicant out) {
        double raw = PortableMath.exp(config.amount().lnMean() + config.amount().lnSd() * zAmount);
        out.amount = Math.rint(PortableMath.clamp(
                                raw, config.amount().min(), config.amount().max())
                        / 100)
                * 100;
    }

    private int termIndex(int product, double zTerm) {
        int t = 0;
        while (zTerm > termLimit[product][t]) {
            t++;
        }
        return t;
    }

    /** Brings the loan of an applicant who fits the cap to a cap on loan to value: a larger down payment, a smaller loan. */
    public void fitCap(double maxLtv, Applicant out) {
        if (out.fitsCap && out.ltv > maxLtv) {
            out.amount *= maxLtv / out.ltv;
            out.ltv = maxLtv;
            score(out.product, out);
        }
    }

    /** Averages over a fixed sample of applicants that base policy accepts; the sample is part of the model. */
    private void averageOverAcceptedBook(int product) {
        Draws draws = new Draws(0x4C6F616E5477696EL);
        Applicant applicant = new Applicant();
        ProductConfig.Underwriting limits = products.get(product).underwriting();
        double pd = 0;
        double amount = 0;
        int accepted = 0;
        for (int i = 0; i < SAMPLE; i++) {
            draw(draws, product, i, applicant);
            if (Underwriting.passes(applicant, limits.cutoff(), limits.maxDti(), limits.maxLtv())) {
                accepted++;
                pd += applicant.pdThroughTheCycle;
                amount += applicant.amount;
            }
        }
        if (accepted < SAMPLE / 100) {
            throw new IllegalArgumentException(
                    "base policy must accept at least 1 % of the applicants, got " + 100.0 * accepted / SAMPLE
                            + " % for " + Product.at(product).key() + ".");
        }
        meanPd[product] = pd / accepted;
        approvalRate[product] = (double) accepted / SAMPLE;
        meanAmount[product] = amount / accepted;
    }

    private static double mix(double correlation, double common, double own) {
        return correlation * common + Math.sqrt(1 - correlation * correlation) * own;
    }

    /** Pearson correlation of the Gaussian copula with a given rank correlation: 2 sin(pi r / 6). */
    private static double pearson(double rank) {
        return 2 * StrictMath.sin(StrictMath.PI * rank / 6);
    }
}
