package io.github.loantwin.env.loan;

/** The five products' configuration, in the order of {@link Product}. */
public record Products(
        ProductConfig consumer,
        ProductConfig auto,
        ProductConfig mortgage,
        ProductConfig business,
        ProductConfig card) {

    public Products {
        double total = consumer.bookShare()
                + auto.bookShare()
                + mortgage.bookShare()
                + business.bookShare()
                + card.bookShare();
        if (Math.abs(total - 1) > 1e-9) {
            throw new IllegalArgumentException("bookShare of the five products must sum to 1, got " + total + ".");
        }
    }

    /** Returns the products with the stricter of their own limits and the lender-wide policy. */
    public Products limitedBy(PolicyConfig policy) {
        return new Products(
                consumer.limitedBy(policy.max_dti(), 9),
                auto.limitedBy(policy.max_dti(), 9),
                mortgage.limitedBy(policy.max_dti(), policy.max_ltv()),
                business.limitedBy(9, policy.max_ltv()),
                card.limitedBy(policy.max_dti(), 9));
    }

    /** Returns the configuration of a product index. */
    public ProductConfig get(int product) {
        return switch (product) {
            case 0 -> consumer;
            case 1 -> auto;
            case 2 -> mortgage;
            case 3 -> business;
            default -> card;
        };
    }
}
