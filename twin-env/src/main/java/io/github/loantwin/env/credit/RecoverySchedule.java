package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * When recovery cash arrives after charge-off: a sale in one month and a tail of collections with a half-life.
 *
 * <p>The tail's share by month k is (1 - 2^(-k/h)) / (1 - 2^(-n/h)), n the last month. The sale's month moves from its
 * normal to its stress value with the stress at charge-off. Shares sum to 1. Thread-safe.
 */
public final class RecoverySchedule {
    private final ProductCredit.Recovery[] sections = new ProductCredit.Recovery[Product.COUNT];
    private final double[][] tail = new double[Product.COUNT][];

    /** Creates the schedules of a config. */
    public RecoverySchedule(CreditConfig config) {
        for (Product product : Product.values()) {
            int k = product.ordinal();
            sections[k] = config.of(product).recovery();
            tail[k] = tailShares(sections[k]);
        }
    }

    /**
     * Returns the share of a charged-off loan's total recovery that arrives in a month.
     *
     * @param product product index
     * @param month months since charge-off, from 1
     * @param stressAtChargeOff stress index at charge-off
     */
    public double share(int product, int month, double stressAtChargeOff) {
        ProductCredit.Recovery section = sections[product];
        double share = month == saleMonth(product, stressAtChargeOff) ? section.saleShare() : 0;
        if (month >= 1 && month < tail[product].length) {
            share += (1 - section.saleShare()) * tail[product][month];
        }
        return share;
    }

    /** Returns the months from charge-off to the sale of collateral. */
    public int saleMonth(int product, double stressAtChargeOff) {
        return (int) Math.rint(monthsToSale(product, stressAtChargeOff));
    }

    /** Returns the expected months to the sale, not rounded. */
    double monthsToSale(int product, double stressAtChargeOff) {
        ProductCredit.Recovery section = sections[product];
        return CollateralValue.blend(section.saleMonth(), section.saleMonthStress(), stressAtChargeOff);
    }

    /** Returns the last month in which any recovery can arrive. */
    public int lastMonth(int product) {
        ProductCredit.Recovery section = sections[product];
        int last = section.saleShare() > 0 ? section.saleMonthStress() : 1;
        return section.saleShare() < 1 ? Math.max(last, section.tailMonths()) : last;
    }

    /** Returns the mean months from charge-off to a unit of recovery. */
    public double meanMonths(int product, double stressAtChargeOff) {
        double mean = 0;
        for (int month = 1; month <= lastMonth(product); month++) {
            mean += month * share(product, month, stressAtChargeOff);
        }
        return mean;
    }

    private static double[] tailShares(ProductCredit.Recovery section) {
        double[] shares = new double[section.tailMonths() + 1];
        double decay = PortableMath.pow(0.5, 1 / section.tailHalfLifeMonths());
        double all = 1 - Amortisation.power(decay, section.tailMonths());
        double left = 1;
        for (int month = 1; month < shares.length; month++) {
            shares[month] = left * (1 - decay) / all;
            left *= decay;
        }
        return shares;
    }
}
