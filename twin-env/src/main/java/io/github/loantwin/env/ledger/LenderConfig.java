package io.github.loantwin.env.ledger;

import io.github.loantwin.env.check.ArgCheck;

/**
 * The lender's funding, liquidity, cost, tax, capital and size limits. Rates per year, money in currency units.
 *
 * @param capitalRatioStart equity over standardised risk-weighted assets on day 0
 * @param depositShare share of liabilities that are deposits on day 0
 * @param depositGrowth growth of the deposit franchise per year
 * @param depositBeta deposit rate over the lagged 3-month rate
 * @param depositFloor lowest deposit rate
 * @param depositLagMonths months by which deposit rates follow
 * @param fundingSpread funding rate over the reference rate at average credit spread
 * @param fundingSpreadBeta rise of the funding rate per 1.00 of excess BBB spread
 * @param averageSpread BBB spread that counts as average
 * @param treasurySpread what deposits and equity earn over the averaged 3-month rate
 * @param treasuryMonths months of that average
 * @param rollOver cost per year, per unit of assets, of 1.00 of averaged excess BBB spread
 * @param liquidShare liquid assets over total assets
 * @param liquidCarry yield of liquid assets over the treasury rate
 * @param cashShare cash over loans
 * @param feeRate fee income over assets
 * @param overheadFixed overhead per year over the assets of day 0
 * @param overheadVariable overhead per year over assets
 * @param collections30 collection cost per year over balances 30-89 days past due
 * @param collections90 the same for 90 days and more
 * @param originationSpent share of the origination cost spent on every offer
 * @param taxRate tax on profit
 * @param costOfEquity required return on equity after tax
 * @param economicCapital equity over risk-weighted assets that economic profit is charged for
 * @param dividendPayout share of quarterly profit paid out at full capital
 * @param dividendFrom capital ratio from which dividends are paid
 * @param dividendFull capital ratio from which they are paid in full
 * @param policyChangeCost cost of moving every action over its whole bound, over a month's planned volume
 * @param tiltCost cost per month of a tilt of 1.00 squared, over planned volume
 * @param singleNameLimit largest loan over equity
 * @param maxBusinessAmountPerLoan largest business loan per loan of the starting book
 * @param averageStress stress index of an average economy
 */
public record LenderConfig(
        double capitalRatioStart,
        double depositShare,
        double depositGrowth,
        double depositBeta,
        double depositFloor,
        int depositLagMonths,
        double fundingSpread,
        double fundingSpreadBeta,
        double averageSpread,
        double treasurySpread,
        int treasuryMonths,
        double rollOver,
        double liquidShare,
        double liquidCarry,
        double cashShare,
        double feeRate,
        double overheadFixed,
        double overheadVariable,
        double collections30,
        double collections90,
        double originationSpent,
        double taxRate,
        double costOfEquity,
        double economicCapital,
        double dividendPayout,
        double dividendFrom,
        double dividendFull,
        double policyChangeCost,
        double tiltCost,
        double singleNameLimit,
        double maxBusinessAmountPerLoan,
        double averageStress,
        AllowanceStandard allowanceStandard,
        RiskWeights riskWeights) {

    /** Accounting standard of the allowance. */
    public enum AllowanceStandard {
        /** Lifetime losses for every loan (US GAAP, ASC 326). */
        CECL,
        /** Twelve months' losses in stage 1, lifetime losses in stages 2 and 3. */
        IFRS9
    }

    /** Which risk-weighted assets the capital ratio is taken on. */
    public enum RiskWeights {
        STANDARDISED,
        IRB
    }

    public LenderConfig {
        ArgCheck.fraction("capitalRatioStart", capitalRatioStart, 0.02, 1);
        ArgCheck.fraction("depositShare", depositShare, 0, 1);
        ArgCheck.fraction("depositGrowth", depositGrowth, -0.5, 0.5);
        ArgCheck.fraction("depositBeta", depositBeta, 0, 1);
        ArgCheck.fraction("depositFloor", depositFloor, 0, 0.2);
        ArgCheck.inClosed("depositLagMonths", depositLagMonths, 0, 12);
        ArgCheck.fraction("fundingSpread", fundingSpread, 0, 0.2);
        ArgCheck.inClosed("fundingSpreadBeta", fundingSpreadBeta, 0, 10);
        ArgCheck.fraction("averageSpread", averageSpread, 0, 0.2);
        ArgCheck.fraction("treasurySpread", treasurySpread, -0.1, 0.1);
        ArgCheck.inClosed("rollOver", rollOver, 0, 1);
        ArgCheck.fraction("liquidCarry", liquidCarry, -0.1, 0.1);
        ArgCheck.fraction("economicCapital", economicCapital, 0, 1);
        ArgCheck.fraction("policyChangeCost", policyChangeCost, 0, 1);
        ArgCheck.inClosed("tiltCost", tiltCost, 0, 100);
        ArgCheck.inClosed("treasuryMonths", treasuryMonths, 1, 24);
        ArgCheck.fraction("liquidShare", liquidShare, 0, 0.9);
        ArgCheck.fraction("cashShare", cashShare, 0, 0.5);
        ArgCheck.fraction("feeRate", feeRate, 0, 0.2);
        ArgCheck.fraction("overheadFixed", overheadFixed, 0, 0.2);
        ArgCheck.fraction("overheadVariable", overheadVariable, 0, 0.2);
        ArgCheck.fraction("collections30", collections30, 0, 1);
        ArgCheck.fraction("collections90", collections90, 0, 1);
        ArgCheck.fraction("originationSpent", originationSpent, 0, 1);
        ArgCheck.fraction("taxRate", taxRate, 0, 0.9);
        ArgCheck.fraction("costOfEquity", costOfEquity, 0, 1);
        ArgCheck.fraction("dividendPayout", dividendPayout, 0, 1);
        ArgCheck.fraction("dividendFrom", dividendFrom, 0, 1);
        ArgCheck.inOpenClosed("dividendFull", dividendFull, dividendFrom, 1);
        ArgCheck.fraction("singleNameLimit", singleNameLimit, 0.001, 1);
        ArgCheck.positive("maxBusinessAmountPerLoan", maxBusinessAmountPerLoan);
        ArgCheck.inClosed("averageStress", averageStress, -0.5, 1.25);
    }
}
