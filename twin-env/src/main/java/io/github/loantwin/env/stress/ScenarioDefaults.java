package io.github.loantwin.env.stress;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.CreditConfig;
import io.github.loantwin.env.credit.ProductCredit;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.StressIndex;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.env.sim.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the worst year of a scenario does to defaults, product by product, by the twin's own credit model.
 *
 * <pre>
 *   s_t     stress index of the product in month t of the scenario ({@link StressIndex}, with the product's lag)
 *   PD      1 - P(never 90 or more days behind or charged off within 12 months | current, average risk), monthly moves by
 *           {@link RollRates} at s_t
 *   PD0     the same with s_t = s0, the average economy's (lender.averageStress)
 *   LGD     (1 - s) normal + s stress, s the year's mean index within [0, 1] (credit.*.lossGivenDefault)
 *   year    four quarters within the first nine with the largest mean of PD / PD0 over the products
 * </pre>
 *
 * @param scenario name
 * @param title one line about it
 * @param source who published its figures
 * @param firstQuarter first quarter of the year, as 2026Q3
 * @param lastQuarter its last quarter
 * @param products one entry per product, in the order of {@link Product}
 */
public record ScenarioDefaults(
        String scenario,
        String title,
        String source,
        String firstQuarter,
        String lastQuarter,
        List<ProductDefaults> products) {
    private static final int YEAR = 12;

    /**
     * Computes the multiples of a scenario.
     *
     * @param base the twin whose credit model is used
     * @param scenario name of a scenario, or a user's .csv or .yaml file; at least a year long
     */
    public static ScenarioDefaults of(TwinConfig base, String scenario) {
        ScenarioLibrary.Entry entry = ScenarioLibrary.describe(scenario);
        if (entry.months() < YEAR) {
            throw new IllegalArgumentException(
                    "A scenario must be at least 12 months long to stress a year, got " + entry.months() + ".");
        }
        int days = 28 * Math.min(entry.months(), 3 * NineQuarters.QUARTERS);
        TwinConfig config = base.withScenario(scenario).with("episode.simulationDays", days);
        double average = Double.parseDouble(config.get("lender.averageStress"));
        Model model = config.model();
        int months = Math.min(entry.months(), 3 * NineQuarters.QUARTERS);
        double[][] stress = stress(model, months);
        int first = worstYear(model.credit(), stress, average, months);
        int quarter = quarterIndex(entry.start()) + first / 3;
        List<ProductDefaults> products = Stream.of(Product.values())
                .map(product -> of(model.credit(), product, stress[product.ordinal()], first, average))
                .toList();
        return new ScenarioDefaults(
                entry.name(), entry.title(), entry.source(), quarterName(quarter), quarterName(quarter + 3), products);
    }

    /** Returns the figures of a product. */
    public ProductDefaults of(Product product) {
        return products.get(product.ordinal());
    }

    /** Stress index by product and month of the scenario, month 0 its first. */
    private static double[][] stress(Model model, int months) {
        double[][] stress = new double[Product.COUNT][months];
        StressIndex index = new StressIndex(model.credit());
        Economy economy = new Economy(model.macro(), model.calendar());
        economy.reset(0, model.macro().config());
        for (int month = 0; month < months; month++) {
            int last = model.calendar().firstDayOfMonth(month + 2) - 1;
            while (economy.day() < last) {
                economy.startDay(economy.day() + 1);
            }
            for (int k = 0; k < Product.COUNT; k++) {
                int ago = 3 * index.lagQuarters(k);
                stress[k][month] = index.value(
                        k,
                        economy.history(MacroSeries.UNEMPLOYMENT, ago),
                        economy.unemploymentChange4q(ago),
                        economy.hpiGrowth4q(ago));
            }
        }
        return stress;
    }

    private static int worstYear(CreditConfig credit, double[][] stress, double average, int months) {
        int worst = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int first = 0; first + YEAR <= months; first += 3) {
            double sum = 0;
            for (Product product : Product.values()) {
                sum += of(credit, product, stress[product.ordinal()], first, average)
                        .pdMultiple();
            }
            if (sum > highest) {
                highest = sum;
                worst = first;
            }
        }
        return worst;
    }

    private static ProductDefaults of(
            CreditConfig credit, Product product, double[] stress, int first, double average) {
        double[] year = Arrays.copyOfRange(stress, first, first + YEAR);
        double[] flat = new double[YEAR];
        Arrays.fill(flat, average);
        double mean = Arrays.stream(year).sum() / YEAR;
        ProductCredit.Severity severity = credit.of(product).lossGivenDefault();
        return new ProductDefaults(
                product,
                mean,
                defaultProbability(credit, product, flat),
                defaultProbability(credit, product, year),
                severity(severity, average),
                severity(severity, mean));
    }

    private static double severity(ProductCredit.Severity severity, double stress) {
        double share = Math.max(0, Math.min(1, stress));
        return (1 - share) * severity.normal() + share * severity.stress();
    }

    /** Probability that a current loan of average risk is 90 or more days behind, or charged off, within the months. */
    static double defaultProbability(CreditConfig credit, Product product, double[] stressByMonth) {
        RollRates rates = new RollRates(credit);
        double[] matrix = new double[RollRates.SIZE];
        double[] state = {1, 0, 0};
        double defaulted = 0;
        for (double stress : stressByMonth) {
            rates.at(product.ordinal(), stress, matrix);
            double[] next = new double[3];
            for (int from = 0; from < 3; from++) {
                int row = from * RollRates.COLUMNS;
                for (int to = 0; to < 3; to++) {
                    next[to] += state[from] * matrix[row + to];
                }
                defaulted += state[from] * (matrix[row + 3] + matrix[row + 4]);
            }
            state = next;
        }
        return defaulted;
    }

    private static int quarterIndex(String quarter) {
        return 4 * Integer.parseInt(quarter.substring(0, 4))
                + Character.getNumericValue(quarter.charAt(quarter.length() - 1))
                - 1;
    }

    private static String quarterName(int index) {
        return index / 4 + "Q" + (index % 4 + 1);
    }

    /** Returns the product that a loan type's name speaks of, such as {@code small-business} or {@code credit card}. */
    public static Optional<Product> productOf(String name) {
        String plain = name.toLowerCase(java.util.Locale.ROOT);
        return Stream.of(
                        word(plain, Product.MORTGAGE, "mortgage", "home", "housing", "real estate"),
                        word(plain, Product.AUTO, "auto", "car loan", "vehicle"),
                        word(plain, Product.CARD, "card", "revolving"),
                        word(plain, Product.BUSINESS, "business", "sme", "commercial", "corporate"),
                        word(plain, Product.CONSUMER, "consumer", "personal", "instalment", "installment"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Product> word(String name, Product product, String... words) {
        return Arrays.stream(words).anyMatch(name::contains) ? Optional.of(product) : Optional.empty();
    }
}
