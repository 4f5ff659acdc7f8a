package io.github.loantwin.env.credit;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import java.util.List;

/**
 * One product's credit parameters.
 *
 * @param normal monthly roll rates at stress 0
 * @param stress monthly roll rates at stress 1
 * @param weights weights of the macro series in the product's stress index
 * @param seasoning risk by age
 * @param lossGivenDefault severity when no collateral value is known, and its dispersion
 * @param recovery when recoveries arrive
 * @param prepayment what moves the speed around the matrix's own
 * @param reference the typical loan that lifetime tables are computed for
 */
public record ProductCredit(
        RollMatrix normal,
        RollMatrix stress,
        StressWeights weights,
        Seasoning seasoning,
        Severity lossGivenDefault,
        Recovery recovery,
        PrepaymentShape prepayment,
        ReferenceLoan reference) {
    /** Checks that every section is there and that both matrices allow the same moves. */
    public ProductCredit {
        ArgCheck.notNull("normal", normal);
        ArgCheck.notNull("stress", stress);
        ArgCheck.notNull("weights", weights);
        ArgCheck.notNull("seasoning", seasoning);
        ArgCheck.notNull("lossGivenDefault", lossGivenDefault);
        ArgCheck.notNull("recovery", recovery);
        ArgCheck.notNull("prepayment", prepayment);
        ArgCheck.notNull("reference", reference);
        for (int row = 0; row < RollRates.ROWS; row++) {
            for (int to = 0; to < RollRates.COLUMNS; to++) {
                double calm = normal.row(row).get(to);
                double bad = stress.row(row).get(to);
                if ((calm == 0) != (bad == 0)) {
                    throw new InvalidValueException(
                                    "normal and stress must allow the same moves",
                                    calm + " and " + bad,
                                    "Maybe give the rare move a small probability such as 0.0001.")
                            .at("in row " + row + ", column " + to);
                }
            }
        }
    }

    /**
     * Monthly roll rates; columns are current, 30, 60, 90+ days past due, charge-off, prepayment, as fractions.
     *
     * @param current row of a current loan
     * @param dpd30 row of a loan 30-59 days past due
     * @param dpd60 row of a loan 60-89 days past due
     * @param dpd90 row of a loan 90 and more days past due
     */
    public record RollMatrix(List<Double> current, List<Double> dpd30, List<Double> dpd60, List<Double> dpd90) {
        /** Checks that rows are probability vectors. */
        public RollMatrix {
            current = checkedRow("current", current);
            dpd30 = checkedRow("dpd30", dpd30);
            dpd60 = checkedRow("dpd60", dpd60);
            dpd90 = checkedRow("dpd90", dpd90);
        }

        /** Returns the row of a state's index. */
        public List<Double> row(int state) {
            return switch (state) {
                case 0 -> current;
                case 1 -> dpd30;
                case 2 -> dpd60;
                case 3 -> dpd90;
                default -> throw new IllegalArgumentException("state must be in [0, 3], got " + state + ".");
            };
        }

        private static List<Double> checkedRow(String name, List<Double> row) {
            List<Double> checked = CheckedList.within(name, row, RollRates.COLUMNS, 0, 1);
            double sum = 0;
            for (double p : checked) {
                sum += p;
            }
            ArgCheck.that(Math.abs(sum - 1) <= 1e-9, "row " + name + " of the roll rates must sum to 1", sum);
            return checked;
        }
    }

    /**
     * Weights of the macro series in a product's stress index; they sum to 1.
     *
     * @param unemployment weight of the level of unemployment
     * @param unemploymentChange weight of its four-quarter change
     * @param housePrices weight of the shortfall of house-price growth
     * @param lagQuarters quarters by which losses follow the economy
     * @param maximum highest value of the product's index
     */
    public record StressWeights(
            double unemployment, double unemploymentChange, double housePrices, int lagQuarters, double maximum) {
        /** Checks ranges and sum. */
        public StressWeights {
            ArgCheck.fraction("unemployment", unemployment, 0, 1);
            ArgCheck.fraction("unemploymentChange", unemploymentChange, 0, 1);
            ArgCheck.fraction("housePrices", housePrices, 0, 1);
            ArgCheck.inClosed("lagQuarters", lagQuarters, 0, 4);
            ArgCheck.fraction("maximum", maximum, 0.5, 1.25);
            double sum = unemployment + unemploymentChange + housePrices;
            ArgCheck.that(Math.abs(sum - 1) <= 0.001, "weights of the stress index must sum to 1", sum);
        }
    }

    /**
     * Risk by months on book: a line from start to peak, a line from peak to tail, then flat.
     *
     * @param start factor at origination
     * @param peak highest factor
     * @param peakMonth months on book at the peak
     * @param tail factor of old loans
     * @param tailMonth months on book from which the tail holds
     */
    public record Seasoning(double start, double peak, int peakMonth, double tail, int tailMonth) {
        /** Checks ranges. */
        public Seasoning {
            ArgCheck.inClosed("seasoning.start", start, 0.05, 5);
            ArgCheck.inClosed("seasoning.peak", peak, 0.05, 5);
            ArgCheck.inClosed("seasoning.peakMonth", peakMonth, 1, 120);
            ArgCheck.inClosed("seasoning.tail", tail, 0.05, 5);
            ArgCheck.inClosed("seasoning.tailMonth", tailMonth, peakMonth + 1, 360);
        }
    }

    /**
     * Loss given charge-off as a share of exposure, and its dispersion between loans.
     *
     * @param normal mean at stress 0 and below
     * @param stress mean at stress 1 and above
     * @param standardDeviation standard deviation between loans
     */
    public record Severity(double normal, double stress, double standardDeviation) {
        /** Checks ranges. */
        public Severity {
            ArgCheck.fraction("normal", normal, 0, 1);
            ArgCheck.fraction("stress", stress, normal, 1);
            ArgCheck.fraction("standardDeviation", standardDeviation, 0, 0.4);
        }
    }

    /**
     * When the recoveries of a charged-off loan arrive: a sale in one month and a tail of collections that halves.
     *
     * @param saleShare share of recoveries that the sale of collateral brings
     * @param saleMonth months from charge-off to the sale at stress 0
     * @param saleMonthStress months from charge-off to the sale at stress 1
     * @param tailMonths last month of the tail
     * @param tailHalfLifeMonths half-life of the tail
     * @param statedMeanMonths mean months of the recoveries that the stated loss given default assumes
     * @param discountAnnual annual rate that values earlier or later recoveries
     */
    public record Recovery(
            double saleShare,
            int saleMonth,
            int saleMonthStress,
            int tailMonths,
            double tailHalfLifeMonths,
            double statedMeanMonths,
            double discountAnnual) {
        /** Checks ranges. */
        public Recovery {
            ArgCheck.fraction("saleShare", saleShare, 0, 1);
            ArgCheck.inClosed("saleMonth", saleMonth, 1, 60);
            ArgCheck.inClosed("saleMonthStress", saleMonthStress, saleMonth, 60);
            ArgCheck.inClosed("tailMonths", tailMonths, 1, 60);
            ArgCheck.inClosed("tailHalfLifeMonths", tailHalfLifeMonths, 0.5, 60);
            ArgCheck.inClosed("statedMeanMonths", statedMeanMonths, 0, 60);
            ArgCheck.fraction("discountAnnual", discountAnnual, 0, 1);
        }
    }

    /**
     * What moves a product's prepayment around the roll matrix's own speed (not used for mortgages).
     *
     * @param absSpeed absolute prepayment speed that shapes the hazard by age (0 = flat)
     * @param absTermMonths term over which the shape has mean 1
     * @param ratePull monthly prepayment added per unit by which the market rate lies below the coupon
     * @param attritionPull relative rise of prepayment per unit of repricing of a floating loan
     * @param dpd30Factor factor for loans 30-59 days past due (later buckets never prepay)
     */
    public record PrepaymentShape(
            double absSpeed, int absTermMonths, double ratePull, double attritionPull, double dpd30Factor) {
        /** Checks ranges. */
        public PrepaymentShape {
            ArgCheck.fraction("absSpeed", absSpeed, 0, 0.05);
            ArgCheck.inClosed("absTermMonths", absTermMonths, 2, 480);
            ArgCheck.inClosed("ratePull", ratePull, 0, 2);
            ArgCheck.inClosed("attritionPull", attritionPull, 0, 100);
            ArgCheck.fraction("dpd30Factor", dpd30Factor, 0, 1);
            ArgCheck.fraction("absSpeed x absTermMonths", absSpeed * absTermMonths, 0, 0.95);
        }
    }

    /**
     * The typical loan of a product, for discounting and scheduled balances of the lifetime tables.
     *
     * @param annualRate contract rate, used as effective interest rate
     * @param termMonths term of a new loan (level-loss rate)
     * @param revolvingPayRate monthly share of a revolving balance that is repaid; 0 = instalment loan
     */
    public record ReferenceLoan(double annualRate, int termMonths, double revolvingPayRate) {
        /** Checks ranges. */
        public ReferenceLoan {
            ArgCheck.fraction("reference.annualRate", annualRate, 0.0001, 1);
            ArgCheck.inClosed("reference.termMonths", termMonths, 1, 360);
            ArgCheck.fraction("revolvingPayRate", revolvingPayRate, 0, 0.5);
        }

        /** Returns whether balances revolve. */
        public boolean revolving() {
            return revolvingPayRate > 0;
        }
    }
}
