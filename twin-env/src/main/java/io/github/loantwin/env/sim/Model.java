package io.github.loantwin.env.sim;

import io.github.loantwin.env.calendar.SimulationCalendar;
import io.github.loantwin.env.credit.CollateralValue;
import io.github.loantwin.env.credit.CreditConfig;
import io.github.loantwin.env.credit.CreditSlice;
import io.github.loantwin.env.credit.CreditTables;
import io.github.loantwin.env.credit.ExposureAtDefault;
import io.github.loantwin.env.credit.Ifrs9Staging;
import io.github.loantwin.env.credit.LossGivenDefault;
import io.github.loantwin.env.credit.Prepayment;
import io.github.loantwin.env.credit.RecoverySchedule;
import io.github.loantwin.env.credit.RiskMultiplier;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.StressIndex;
import io.github.loantwin.env.demand.Applicant;
import io.github.loantwin.env.demand.Applicants;
import io.github.loantwin.env.demand.DemandConfig;
import io.github.loantwin.env.demand.Underwriting;
import io.github.loantwin.env.ledger.LenderConfig;
import io.github.loantwin.env.loan.PolicyConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.loan.Products;
import io.github.loantwin.env.macro.MacroModel;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.reward.RewardConfig;
import io.github.loantwin.env.risk.BaselIrb;
import io.github.loantwin.env.risk.LossTables;
import io.github.loantwin.env.risk.RiskConfig;
import io.github.loantwin.env.risk.StandardisedRiskWeights;
import java.util.Arrays;

/**
 * A configuration compiled once: everything that environments with the same parameters share and never change.
 *
 * <p>Thread-safe.
 */
public final class Model {
    /** Currency units; a book under about 135 loans cannot keep 15 % of equity, so it keeps this. */
    private static final double SMALLEST_NAME_LIMIT = 20_000;

    final EpisodeConfig episode;
    final Products products;
    final PolicyConfig policy;
    final DemandConfig demand;
    final LenderConfig lender;
    final RewardConfig reward;
    final RiskConfig risk;
    final CreditConfig credit;
    final MacroModel macro;
    final SimulationCalendar calendar;
    final Applicants applicants;
    final RollRates rollRates;
    final StressIndex stressIndex;
    final CreditTables tables;
    final RiskMultiplier multiplier;
    final LossGivenDefault severity;
    final CollateralValue collateral;
    final Prepayment prepayment;
    final RecoverySchedule recovery;
    final ExposureAtDefault exposure;
    final Ifrs9Staging staging;
    final StandardisedRiskWeights standardised;
    final LossTables lossTables;
    /** Credit tables in the average economy, the reference of market prices. */
    final CreditSlice averageSlice = new CreditSlice();
    /** Mean of the seasoning factor over a seasoned book; risk multipliers are divided by it. */
    final double[] meanAgeFactor = new double[Product.COUNT];
    /** Level-loss rate times severity, mean over the accepted book in the average economy. */
    final double[] meanLevelLoss = new double[Product.COUNT];
    /** Severity in the average economy, without collateral detail. */
    final double[] averageSeverity = new double[Product.COUNT];

    final double[] averageStress = new double[Product.COUNT];
    /** Largest loan that the starting lender books, currency units. */
    final double startingNameLimit;
    /** Delinquency mix of a seasoned book by stress. */
    final SeasonedShares seasoned;

    /** Compiles a configuration. */
    public Model(
            EpisodeConfig episode,
            Products products,
            PolicyConfig policy,
            CreditConfig credit,
            MacroModel macro,
            DemandConfig demand,
            LenderConfig lender,
            RiskConfig risk,
            RewardConfig reward) {
        this.episode = episode;
        this.products = products.limitedBy(policy);
        this.policy = policy;
        this.credit = credit;
        this.macro = macro;
        this.demand = demand;
        this.lender = lender;
        this.risk = risk;
        this.reward = reward;
        calendar = new SimulationCalendar(episode.startDate());
        macro.requireEpisode(calendar, episode.simulationDays());
        applicants = new Applicants(this.products);
        rollRates = new RollRates(credit);
        stressIndex = new StressIndex(credit);
        tables = new CreditTables(credit);
        multiplier = new RiskMultiplier(credit);
        severity = new LossGivenDefault(credit);
        collateral = new CollateralValue(credit);
        prepayment = new Prepayment(credit);
        recovery = new RecoverySchedule(credit);
        exposure = new ExposureAtDefault(credit);
        staging = new Ifrs9Staging(credit);
        standardised = new StandardisedRiskWeights(risk.standardised());
        lossTables = new LossTables(risk.lossDistribution());
        Arrays.fill(averageStress, lender.averageStress());
        averageSlice.set(tables, averageStress);
        for (int k = 0; k < Product.COUNT; k++) {
            meanAgeFactor[k] = meanAgeFactor(k);
            averageSeverity[k] = averageSeverity(k);
        }
        for (int k = 0; k < Product.COUNT; k++) {
            meanLevelLoss[k] = meanLevelLoss(k);
        }
        startingNameLimit = startingNameLimit();
        seasoned = new SeasonedShares(rollRates);
    }

    /** Returns the episode's rules. */
    public EpisodeConfig episode() {
        return episode;
    }

    /** Returns the calendar whose day 0 is the start of the episode. */
    public SimulationCalendar calendar() {
        return calendar;
    }

    /** Returns the parameters of the credit model. */
    public CreditConfig credit() {
        return credit;
    }

    /** Returns the model of the economy. */
    public MacroModel macro() {
        return macro;
    }

    /** Returns the parameters of value at risk and capital. */
    public RiskConfig risk() {
        return risk;
    }

    /** Returns the stored risk multiplier of an applicant: PD over the mean PD, net of the mean seasoning factor. */
    double storedMultiplier(int product, double riskMultiplier) {
        return riskMultiplier / (meanAgeFactor[product] * products.get(product).balanceGrowthToDefault());
    }

    /** Returns a new loan's level loss in the average economy, per year and unit of balance. */
    double levelLoss(int product, double storedMultiplier) {
        return averageSlice.levelLossRate(product, storedMultiplier) * averageSeverity[product];
    }

    /** Returns the largest amount of a product by its bounds and the size of the book, currency units. */
    double largestAmount(int product) {
        double largest = products.get(product).amount().max();
        return product == Product.BUSINESS.ordinal()
                ? Math.min(largest, lender.maxBusinessAmountPerLoan() * episode.initialLoans())
                : largest;
    }

    /** Returns the internal-ratings risk weight of a performing loan. */
    double irbWeight(int product, double pdThroughTheCycle, double downturnSeverity) {
        RiskConfig.IrbProduct irb = risk.irb().products().at(product);
        double pd = Math.max(pdThroughTheCycle, risk.irb().pdFloor());
        return BaselIrb.riskWeight(irb.exposureClass(), pd, downturnSeverity, irb.maturityYears(), irb.salesMillions());
    }

    private double meanAgeFactor(int product) {
        ProductConfig config = products.get(product);
        double sum = 0;
        double weight = 0;
        int longest = 0;
        for (ProductConfig.Term term : config.terms()) {
            longest = Math.max(longest, term.months());
        }
        int months = longest == 0 ? 240 : longest;
        double survival = 1;
        for (int age = 0; age < months; age++) {
            sum += survival * multiplier.ageFactor(product, age);
            weight += survival;
            survival *= 1 - config.startingHazard();
        }
        return sum / weight;
    }

    private double averageSeverity(int product) {
        double cltv = product == Product.MORTGAGE.ordinal() ? 0.70 : product == Product.AUTO.ordinal() ? 0.95 : 0;
        return severity.expected(product, cltv, severity.valueSigma(product, 36), lender.averageStress(), false);
    }

    private double meanLevelLoss(int product) {
        Draws draws = new Draws(0x4C6F616E5477696EL);
        Applicant applicant = new Applicant();
        ProductConfig.Underwriting limits = products.get(product).underwriting();
        double sum = 0;
        int accepted = 0;
        for (int i = 0; i < 2048; i++) {
            applicants.draw(draws, product, i, applicant);
            if (Underwriting.passes(applicant, limits.cutoff(), limits.maxDti(), limits.maxLtv())) {
                accepted++;
                sum += levelLoss(product, storedMultiplier(product, applicant.riskMultiplier));
            }
        }
        return sum / accepted;
    }

    /** Number of loans of each product in the starting book; they sum to the book's size. */
    int startingCount(int product) {
        int card = Product.CARD.ordinal();
        if (product != card) {
            return (int)
                    Math.rint(episode.initialLoans() * products.get(product).bookShare());
        }
        int others = 0;
        for (int k = 0; k < card; k++) {
            others += startingCount(k);
        }
        return episode.initialLoans() - others;
    }

    /** Solves limit = share of equity x capital ratio x risk weight x book(limit), with a margin of 10 %. */
    private double startingNameLimit() {
        double[] paidDown = {0.55, 0.58, 0.85, 0.75, 0.28};
        double limit = 1e12;
        for (int round = 0; round < 30; round++) {
            double weighted = 0;
            for (int k = 0; k < Product.COUNT; k++) {
                ProductConfig.Lognormal law = products.get(k).amount();
                double mean = 0;
                for (int q = 0; q < 200; q++) {
                    double z = PortableMath.normalQuantile((q + 0.5) / 200);
                    double amount = PortableMath.exp(law.lnMean() + law.lnSd() * z);
                    mean += Math.min(PortableMath.clamp(amount, law.min(), largestAmount(k)), limit) / 200;
                }
                weighted += startingCount(k)
                        * mean
                        * paidDown[k]
                        * risk.standardised().performing().at(k);
            }
            limit = Math.max(
                    SMALLEST_NAME_LIMIT, 0.9 * lender.singleNameLimit() * lender.capitalRatioStart() * weighted);
        }
        return limit;
    }

    /** Returns a Beta-free logit shift as a factor of odds. */
    static double oddsFactor(double logitShift) {
        return logitShift == 0 ? 1 : PortableMath.exp(logitShift);
    }
}
