package io.github.loantwin.env.credit;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.loan.Product;
import java.util.List;

/**
 * The parameters of the credit model, one section per product and one per shared rule; defaults in
 * {@code configs/credit.yaml}.
 *
 * @param stressIndex levels of the macro series at which the stress index is 0 and 1
 * @param forecast how far provisions and the reward's loss accrual let stress revert to its long-run level
 * @param riskMultiplier limits of a loan's relative risk and the effect of a payment shock
 * @param businessOverlay slope of the extra log-risk of business loans per unit of stress (0 = reference matrices)
 * @param businessRealEstate loss given default of business loans backed by real estate
 * @param cardExposure exposure at default of cards
 * @param house collateral of mortgages
 * @param vehicle collateral of auto loans
 * @param mortgagePrepayment turnover and refinancing of mortgages
 * @param staging IFRS 9 stages
 * @param consumer consumer instalment loans
 * @param auto auto loans
 * @param mortgage mortgages
 * @param business small-business loans
 * @param card credit cards
 */
public record CreditConfig(
        StressLevels stressIndex,
        Forecast forecast,
        RiskLimits riskMultiplier,
        double businessOverlay,
        ProductCredit.Severity businessRealEstate,
        CardExposure cardExposure,
        House house,
        Vehicle vehicle,
        MortgagePrepayment mortgagePrepayment,
        Staging staging,
        ProductCredit consumer,
        ProductCredit auto,
        ProductCredit mortgage,
        ProductCredit business,
        ProductCredit card) {

    /** Checks that every section is there. */
    public CreditConfig {
        ArgCheck.notNull("stressIndex", stressIndex);
        ArgCheck.notNull("forecast", forecast);
        ArgCheck.notNull("riskMultiplier", riskMultiplier);
        ArgCheck.inClosed("businessOverlay", businessOverlay, 0, 2);
        ArgCheck.notNull("businessRealEstate", businessRealEstate);
        ArgCheck.notNull("cardExposure", cardExposure);
        ArgCheck.notNull("house", house);
        ArgCheck.notNull("vehicle", vehicle);
        ArgCheck.notNull("mortgagePrepayment", mortgagePrepayment);
        ArgCheck.notNull("staging", staging);
        ArgCheck.notNull("consumer", consumer);
        ArgCheck.notNull("auto", auto);
        ArgCheck.notNull("mortgage", mortgage);
        ArgCheck.notNull("business", business);
        ArgCheck.notNull("card", card);
    }

    /** Returns the section of a product. */
    public ProductCredit of(Product product) {
        return switch (product) {
            case CONSUMER -> consumer;
            case AUTO -> auto;
            case MORTGAGE -> mortgage;
            case BUSINESS -> business;
            case CARD -> card;
        };
    }

    /**
     * Levels of the macro series at which the stress index of a product is 0 (normal) and 1 (stress), as fractions.
     *
     * @param unemploymentNormal unemployment rate at 0
     * @param unemploymentStress unemployment rate at 1
     * @param unemploymentChangeNormal four-quarter change of unemployment at 0
     * @param unemploymentChangeStress four-quarter change of unemployment at 1
     * @param housePriceGrowthNormal four-quarter growth of house prices at 0
     * @param housePriceGrowthStress four-quarter growth of house prices at 1
     * @param minimum lowest index; below it the fit is extrapolation
     * @param maximum highest index
     * @param reliefCap cap of the index under borrower relief such as the forbearance of 2020; {@code maximum} = off
     */
    public record StressLevels(
            double unemploymentNormal,
            double unemploymentStress,
            double unemploymentChangeNormal,
            double unemploymentChangeStress,
            double housePriceGrowthNormal,
            double housePriceGrowthStress,
            double minimum,
            double maximum,
            double reliefCap) {
        /** Checks ranges and order. */
        public StressLevels {
            ArgCheck.fraction("unemploymentNormal", unemploymentNormal, 0, 0.5);
            ArgCheck.fraction("unemploymentStress", unemploymentStress, unemploymentNormal + 0.001, 0.5);
            ArgCheck.fraction("unemploymentChangeNormal", unemploymentChangeNormal, -0.2, 0.2);
            ArgCheck.fraction(
                    "unemploymentChangeStress", unemploymentChangeStress, unemploymentChangeNormal + 0.001, 0.3);
            ArgCheck.fraction("housePriceGrowthNormal", housePriceGrowthNormal, -0.2, 0.3);
            ArgCheck.inClosed("housePriceGrowthStress", housePriceGrowthStress, -0.6, housePriceGrowthNormal - 0.001);
            ArgCheck.fraction("minimum", minimum, -0.5, 0);
            ArgCheck.fraction("maximum", maximum, 1, 1.25);
            ArgCheck.inClosed("reliefCap", reliefCap, minimum, maximum);
        }
    }

    /**
     * How forecasts of loss let stress revert: effective stress = weight x stress + (1 - weight) x longRunStress.
     *
     * @param lifetimeWeight weight of today's stress in lifetime losses (CECL)
     * @param levelWeight weight of today's stress in the level-loss rate of the reward
     * @param longRunStress stress of a flat economy
     */
    public record Forecast(double lifetimeWeight, double levelWeight, double longRunStress) {
        /** Checks ranges. */
        public Forecast {
            ArgCheck.fraction("lifetimeWeight", lifetimeWeight, 0, 1);
            ArgCheck.fraction("levelWeight", levelWeight, 0, 1);
            ArgCheck.fraction("longRunStress", longRunStress, -0.5, 1);
        }
    }

    /**
     * Limits of a loan's relative risk.
     *
     * @param minimum lowest relative risk rr
     * @param maximum highest relative risk rr
     * @param paymentShockSlope log-odds of becoming delinquent per unit of relative payment increase
     */
    public record RiskLimits(double minimum, double maximum, double paymentShockSlope) {
        /** Checks ranges. */
        public RiskLimits {
            ArgCheck.fraction("riskMultiplier.minimum", minimum, 0.01, 1);
            ArgCheck.inClosed("riskMultiplier.maximum", maximum, 1, 30);
            ArgCheck.inClosed("paymentShockSlope", paymentShockSlope, 0, 20);
        }
    }

    /**
     * Exposure at default of a card: drawn balance plus a share of the undrawn limit.
     *
     * @param conversionNormal credit conversion factor at stress 0
     * @param conversionStress credit conversion factor at stress 1
     * @param defaultUtilisation utilisation that accounts move to on their way from 30 to 90 days past due
     */
    public record CardExposure(double conversionNormal, double conversionStress, double defaultUtilisation) {
        /** Checks ranges. */
        public CardExposure {
            ArgCheck.fraction("conversionNormal", conversionNormal, 0, 1);
            ArgCheck.fraction("conversionStress", conversionStress, conversionNormal, 1);
            ArgCheck.fraction("defaultUtilisation", defaultUtilisation, 0, 1);
        }
    }

    /**
     * Houses as collateral.
     *
     * @param distressedDiscount discount of a forced sale at stress 0
     * @param distressedDiscountStress discount of a forced sale at stress 1
     * @param sellingCost cost of sale as a share of value
     * @param carryAnnual annual cost of carrying a defaulted loan (coupon + 2 %)
     * @param sigmaPerSqrtYear standard deviation of a house's log value around the index, per square root of a year
     * @param sigmaMinimum lowest standard deviation
     * @param sigmaMaximum highest standard deviation
     */
    public record House(
            double distressedDiscount,
            double distressedDiscountStress,
            double sellingCost,
            double carryAnnual,
            double sigmaPerSqrtYear,
            double sigmaMinimum,
            double sigmaMaximum) {
        /** Checks ranges. */
        public House {
            ArgCheck.fraction("house.distressedDiscount", distressedDiscount, 0, 0.8);
            ArgCheck.fraction("house.distressedDiscountStress", distressedDiscountStress, distressedDiscount, 0.8);
            ArgCheck.fraction("house.sellingCost", sellingCost, 0, 0.19);
            ArgCheck.fraction("house.carryAnnual", carryAnnual, 0, 0.5);
            ArgCheck.fraction("house.sigmaPerSqrtYear", sigmaPerSqrtYear, 0, 1);
            ArgCheck.fraction("house.sigmaMinimum", sigmaMinimum, 0.05, 0.25);
            ArgCheck.fraction("house.sigmaMaximum", sigmaMaximum, sigmaMinimum, 0.25);
        }
    }

    /**
     * Vehicles as collateral.
     *
     * @param firstYearDepreciation share of value lost in the first year
     * @param laterDepreciation share of value lost in each later year
     * @param indexShock fall of used-vehicle prices at stress 1
     * @param auctionDiscount discount of a forced sale at stress 0
     * @param auctionDiscountStress discount of a forced sale at stress 1
     * @param repossessionCost repossession and sale as a share of value
     * @param carryAnnual annual cost of carrying a defaulted loan
     * @param deficiencyRecovery share of the shortfall collected later
     * @param sigma standard deviation of a vehicle's log value
     */
    public record Vehicle(
            double firstYearDepreciation,
            double laterDepreciation,
            double indexShock,
            double auctionDiscount,
            double auctionDiscountStress,
            double repossessionCost,
            double carryAnnual,
            double deficiencyRecovery,
            double sigma) {
        /** Checks ranges. */
        public Vehicle {
            ArgCheck.fraction("vehicle.firstYearDepreciation", firstYearDepreciation, 0, 0.9);
            ArgCheck.fraction("vehicle.laterDepreciation", laterDepreciation, 0, 0.9);
            ArgCheck.fraction("vehicle.indexShock", indexShock, 0, 0.5);
            ArgCheck.fraction("vehicle.auctionDiscount", auctionDiscount, 0, 0.8);
            ArgCheck.fraction("vehicle.auctionDiscountStress", auctionDiscountStress, auctionDiscount, 0.8);
            ArgCheck.fraction("vehicle.repossessionCost", repossessionCost, 0, 0.19);
            ArgCheck.fraction("vehicle.carryAnnual", carryAnnual, 0, 0.5);
            ArgCheck.fraction("vehicle.deficiencyRecovery", deficiencyRecovery, 0, 1);
            ArgCheck.fraction("vehicle.sigma", sigma, 0.05, 0.25);
        }
    }

    /**
     * Prepayment of mortgages, as conditional prepayment rates (CPR) per year.
     *
     * @param turnoverCpr CPR of house sales once seasoned
     * @param seasoningMonths months over which turnover ramps up
     * @param refinanceCpr highest CPR of refinancing
     * @param incentiveCentre coupon minus market rate at which half the borrowers refinance
     * @param incentiveWidth standard deviation of that threshold
     * @param burnoutRate decay of refinancing per 24 months in the money
     * @param equityGateCltv current loan-to-value at which equity blocks prepayment
     * @param equityGateWidth loan-to-value over which the gate opens
     * @param equityGateMinimum what the gate leaves open
     * @param turnoverStressSlope relative fall of turnover per unit of stress
     * @param seasonality twelve factors from January, mean 1
     */
    public record MortgagePrepayment(
            double turnoverCpr,
            int seasoningMonths,
            double refinanceCpr,
            double incentiveCentre,
            double incentiveWidth,
            double burnoutRate,
            double equityGateCltv,
            double equityGateWidth,
            double equityGateMinimum,
            double turnoverStressSlope,
            List<Double> seasonality) {
        /** Checks ranges. */
        public MortgagePrepayment {
            ArgCheck.fraction("turnoverCpr", turnoverCpr, 0, 0.3);
            ArgCheck.inClosed("seasoningMonths", seasoningMonths, 1, 120);
            ArgCheck.fraction("refinanceCpr", refinanceCpr, 0, 0.6);
            ArgCheck.fraction("incentiveCentre", incentiveCentre, -0.05, 0.05);
            ArgCheck.fraction("incentiveWidth", incentiveWidth, 0.0005, 0.05);
            ArgCheck.inClosed("burnoutRate", burnoutRate, 0, 5);
            ArgCheck.inClosed("equityGateCltv", equityGateCltv, 0.5, 2);
            ArgCheck.fraction("equityGateWidth", equityGateWidth, 0.01, 1);
            ArgCheck.fraction("equityGateMinimum", equityGateMinimum, 0, 1);
            ArgCheck.fraction("turnoverStressSlope", turnoverStressSlope, 0, 0.8);
            seasonality = CheckedList.within("seasonality", seasonality, 12, 0, 2);
            double sum = 0;
            for (double factor : seasonality) {
                sum += factor;
            }
            ArgCheck.that(Math.abs(sum - 12) <= 1e-9, "seasonality must have mean 1", sum / 12);
        }
    }

    /**
     * IFRS 9 staging rule.
     *
     * @param relativeThreshold multiple of the lifetime PD at origination that marks a significant increase
     * @param absoluteThreshold rise of the lifetime PD that must be passed too
     * @param performingMonths performing months before a loan may move back
     */
    public record Staging(double relativeThreshold, double absoluteThreshold, int performingMonths) {
        /** Checks ranges. */
        public Staging {
            ArgCheck.inClosed("relativeThreshold", relativeThreshold, 1, 10);
            ArgCheck.fraction("absoluteThreshold", absoluteThreshold, 0, 0.2);
            ArgCheck.inClosed("performingMonths", performingMonths, 0, 24);
        }
    }
}
