package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * What collateral is worth: market value by index or age, and net realisable value in a forced sale.
 *
 * <p>Net realisable = market value x (1 - distressed discount(s) - cost of sale), with the discount between its normal
 * and stress values. It is the value to which a mortgage is charged down at 180 days past due. House: appraisal x index
 * ratio. Vehicle: price x depreciation by age x (1 - index shock x s). Stress counts from 0 to 1 here, as in
 * {@link LossGivenDefault}. Thread-safe, no allocation.
 */
public final class CollateralValue {
    private static final int MONTHS = 361;

    private final CreditConfig.House house;
    private final CreditConfig.Vehicle vehicle;
    private final double[] depreciation = new double[MONTHS];

    /** Creates the valuation of a config. */
    public CollateralValue(CreditConfig config) {
        house = config.house();
        vehicle = config.vehicle();
        for (int age = 0; age < MONTHS; age++) {
            depreciation[age] = PortableMath.pow(1 - vehicle.firstYearDepreciation(), Math.min(age, 12) / 12.0)
                    * PortableMath.pow(1 - vehicle.laterDepreciation(), Math.max(age - 12, 0) / 12.0);
        }
    }

    /**
     * Returns a house's market value: appraisal x index today / index at appraisal x e^deviation.
     *
     * @param appraisal appraised value, any money unit
     * @param indexRatio house-price index today over that at appraisal
     * @param deviation log deviation of this house from the index (0 if unknown)
     */
    public double houseValue(double appraisal, double indexRatio, double deviation) {
        double value = appraisal * indexRatio;
        return deviation == 0 ? value : value * PortableMath.exp(deviation);
    }

    /** Returns a vehicle's market value as a share of its price when new, by age and stress. */
    public double vehicleShare(int vehicleAgeMonths, double stress) {
        return depreciation[Math.max(0, Math.min(vehicleAgeMonths, MONTHS - 1))]
                * (1 - vehicle.indexShock() * severity(stress));
    }

    /** Returns the share of market value that a forced sale brings, after cost, for a mortgage or an auto loan. */
    public double netShare(int product, double stress) {
        return 1 - distressedDiscount(product, stress) - saleCost(product);
    }

    /** Returns the net realisable value of collateral, in the unit of the market value. */
    public double netRealisable(int product, double marketValue, double stress) {
        return marketValue * netShare(product, stress);
    }

    /** Returns the share of the balance that a charge-down to net realisable value writes off, in [0, 1]. */
    public double chargeDownShare(int product, double balance, double marketValue, double stress) {
        double covered = netRealisable(product, marketValue, stress) / balance;
        return covered >= 1 ? 0 : 1 - covered;
    }

    private double distressedDiscount(int product, double stress) {
        return isHouse(product)
                ? blend(house.distressedDiscount(), house.distressedDiscountStress(), stress)
                : blend(vehicle.auctionDiscount(), vehicle.auctionDiscountStress(), stress);
    }

    private double saleCost(int product) {
        return isHouse(product) ? house.sellingCost() : vehicle.repossessionCost();
    }

    private static boolean isHouse(int product) {
        if (product == Product.MORTGAGE.ordinal()) {
            return true;
        }
        assert product == Product.AUTO.ordinal() : "only mortgages and auto loans have valued collateral";
        return false;
    }

    /** Returns stress limited to [0, 1], the range in which severity is blended. */
    static double severity(double stress) {
        return stress < 0 ? 0 : Math.min(stress, 1);
    }

    /** Returns the value between normal and stress. */
    static double blend(double normal, double stressed, double stress) {
        return normal + (stressed - normal) * severity(stress);
    }
}
