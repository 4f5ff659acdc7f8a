package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.Product;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Why the profit of two periods, or of two runs, differs: volume, price, credit, funding, cost, fees, tax and the rest,
 * summing exactly to the difference of net income.
 *
 * <p>With interest income I = D y of a product, D its balance-days and y = I / D its yield per day, the change from
 * base 0 to other 1 is split at the midpoint, so that there is no cross term and swapping the sides only changes signs:
 *
 * <pre>
 *   volume = (y0 + y1) / 2 x (D1 - D0)      rounded to the ten-thousandth, half to even
 *   price  = (I1 - I0) - volume             that is (D0 + D1) / 2 x (y1 - y0) plus the rounding's remainder
 * </pre>
 *
 * <p>A product without balance on one side takes the yield of the other (all of its change is volume); without balance
 * on both, all of it is price. As volume counts balance-days, a longer period shows as volume. Credit, funding, cost,
 * fees and tax are differences of the recorded lines; "other" is what the recorded net income holds beside them (0 when
 * the ledger's lines are complete).
 */
public final class ProfitAttribution {
    /** The effects, in the order of {@link #effectUnits()}; the last is their sum. */
    static final List<String> EFFECTS =
            List.of("Volume", "Price", "Credit", "Funding", "Cost", "Fees and sales", "Tax", "Other", "Net income");

    private final PeriodProfit base;
    private final PeriodProfit other;
    private final long[] volume = new long[Product.COUNT];
    private final long[] price = new long[Product.COUNT];

    private ProfitAttribution(PeriodProfit base, PeriodProfit other) {
        this.base = base;
        this.other = other;
        long[] interest0 = base.interest();
        long[] interest1 = other.interest();
        long[] days0 = base.balanceDays();
        long[] days1 = other.balanceDays();
        for (int k = 0; k < Product.COUNT; k++) {
            volume[k] = volume(interest0[k], interest1[k], days0[k], days1[k]);
            price[k] = interest1[k] - interest0[k] - volume[k];
        }
    }

    /** Attributes the change of net income from a base to another period or run. */
    public static ProfitAttribution between(PeriodProfit base, PeriodProfit other) {
        return new ProfitAttribution(base, other);
    }

    private static long volume(long interest0, long interest1, long days0, long days1) {
        if (days0 == 0 && days1 == 0) {
            return 0;
        }
        if (days0 == 0 || days1 == 0) {
            return interest1 - interest0;
        }
        double yields = (double) interest0 / days0 + (double) interest1 / days1;
        return (long) Math.rint(0.5 * yields * (days1 - days0));
    }

    /** Returns the effect of more or fewer balance-days of a product, in ten-thousandths. */
    public long volumeUnits(Product product) {
        return volume[product.ordinal()];
    }

    /** Returns the effect of a higher or lower yield of a product, in ten-thousandths. */
    public long priceUnits(Product product) {
        return price[product.ordinal()];
    }

    /** Returns the effect of volume over all products, in ten-thousandths. */
    public long volumeUnits() {
        return sum(volume);
    }

    /** Returns the effect of price over all products, in ten-thousandths. */
    public long priceUnits() {
        return sum(price);
    }

    /** Returns the effect of the provision for credit losses, in ten-thousandths. */
    public long creditUnits() {
        return base.provision() - other.provision();
    }

    /** Returns the effect of funding cost net of the income of liquid assets, in ten-thousandths. */
    public long fundingUnits() {
        return other.funding() - base.funding();
    }

    /** Returns the effect of operating cost, in ten-thousandths. */
    public long costUnits() {
        return base.cost() - other.cost();
    }

    /** Returns the effect of fees and gains on sales, in ten-thousandths. */
    public long feeUnits() {
        return other.fees() - base.fees();
    }

    /** Returns the effect of tax, in ten-thousandths. */
    public long taxUnits() {
        return base.tax() - other.tax();
    }

    /** Returns what is in net income but in none of the lines, in ten-thousandths. */
    public long otherUnits() {
        return changeUnits()
                - volumeUnits()
                - priceUnits()
                - creditUnits()
                - fundingUnits()
                - costUnits()
                - feeUnits()
                - taxUnits();
    }

    /** Returns the change of net income, in ten-thousandths: the exact sum of all effects. */
    public long changeUnits() {
        return other.netIncome() - base.netIncome();
    }

    /** Returns the two sides' names and the effects as a table: {@code effect}, {@code product}, {@code amount}. */
    public Table toTable() {
        List<String> effects = new ArrayList<>();
        List<String> products = new ArrayList<>();
        List<Double> amounts = new ArrayList<>();
        for (Effect effect : effects()) {
            effects.add(effect.name());
            products.add(effect.product());
            amounts.add(FixedMoney.money(effect.units()));
        }
        return Table.create(
                "Net income, " + other.name() + " against " + base.name(),
                StringColumn.create("effect", effects),
                StringColumn.create("product", products),
                DoubleColumn.create("amount", amounts));
    }

    /** Returns the effects over all products and their sum, in ten-thousandths. */
    long[] effectUnits() {
        return new long[] {
            volumeUnits(),
            priceUnits(),
            creditUnits(),
            fundingUnits(),
            costUnits(),
            feeUnits(),
            taxUnits(),
            otherUnits(),
            changeUnits()
        };
    }

    /** One line of the table. */
    record Effect(String name, String product, long units) {}

    PeriodProfit base() {
        return base;
    }

    PeriodProfit other() {
        return other;
    }

    private List<Effect> effects() {
        List<Effect> lines = new ArrayList<>();
        lines.add(new Effect("net income of " + base.name(), "all", base.netIncome()));
        for (Product product : Product.values()) {
            lines.add(new Effect("volume", product.key(), volumeUnits(product)));
        }
        for (Product product : Product.values()) {
            lines.add(new Effect("price", product.key(), priceUnits(product)));
        }
        lines.add(new Effect("credit", "all", creditUnits()));
        lines.add(new Effect("funding", "all", fundingUnits()));
        lines.add(new Effect("cost", "all", costUnits()));
        lines.add(new Effect("fees and sales", "all", feeUnits()));
        lines.add(new Effect("tax", "all", taxUnits()));
        lines.add(new Effect("other", "all", otherUnits()));
        lines.add(new Effect("net income of " + other.name(), "all", other.netIncome()));
        return lines;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
