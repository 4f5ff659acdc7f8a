package io.github.loantwin.env.loan;

/**
 * The five products of the lender, in the order in which every per-product array, table and config lists them.
 */
public enum Product {
    CONSUMER("consumer", "Consumer instalment", false),
    AUTO("auto", "Auto", true),
    MORTGAGE("mortgage", "Mortgage", true),
    BUSINESS("business", "Small business", false),
    CARD("card", "Credit card", false);

    /** Number of products. */
    public static final int COUNT = 5;

    private static final Product[] VALUES = values();

    private final String key;
    private final String label;
    private final boolean secured;

    Product(String key, String label, boolean secured) {
        this.key = key;
        this.label = label;
        this.secured = secured;
    }

    /** Returns the name used in configs, files and column names. */
    public String key() {
        return key;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns whether the rebalancing action counts this product as secured (mortgage and auto). */
    public boolean secured() {
        return secured;
    }

    /** Returns the product at an index of a per-product array. */
    public static Product at(int index) {
        return VALUES[index];
    }

    /** Returns the product with the given key; throws {@link IllegalArgumentException} naming the allowed keys. */
    public static Product ofKey(String key) {
        for (Product product : VALUES) {
            if (product.key.equals(key)) {
                return product;
            }
        }
        throw new IllegalArgumentException(
                "product must be one of consumer, auto, mortgage, business, card, got '" + key + "'.");
    }
}
