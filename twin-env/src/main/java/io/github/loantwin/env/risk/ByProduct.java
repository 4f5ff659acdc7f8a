package io.github.loantwin.env.risk;

import io.github.loantwin.env.loan.Product;

/**
 * One value for each product, written in configs under the products' keys.
 *
 * @param <T> type of the value
 */
public record ByProduct<T>(T consumer, T auto, T mortgage, T business, T card) {
    /** Checks that no product is missing. */
    public ByProduct {
        present(consumer, "consumer");
        present(auto, "auto");
        present(mortgage, "mortgage");
        present(business, "business");
        present(card, "card");
    }

    /** Returns the value of the product with the given index. */
    public T at(int product) {
        return switch (Product.at(product)) {
            case CONSUMER -> consumer;
            case AUTO -> auto;
            case MORTGAGE -> mortgage;
            case BUSINESS -> business;
            case CARD -> card;
        };
    }

    private static void present(Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("every product needs a value, got none for " + key + ".");
        }
    }
}
