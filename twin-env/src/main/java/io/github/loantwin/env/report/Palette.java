package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.Product;
import java.awt.Color;
import java.util.Map;

/**
 * Colours that stay apart for colour-blind readers (Okabe and Ito, "Color universal design", 2008), one per meaning.
 */
final class Palette {
    static final Color BLUE = new Color(0x0072B2);
    static final Color RED = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color SKY = new Color(0x56B4E9);
    static final Color PURPLE = new Color(0xCC79A7);
    static final Color BLACK = new Color(0x222222);
    static final Color LIMIT = new Color(0x8B0000);
    static final Color GRID = new Color(0xE3E3E3);
    static final Color SOURCE = new Color(0x555555);

    private static final Map<Product, Color> PRODUCTS = Map.of(
            Product.CONSUMER, ORANGE,
            Product.AUTO, SKY,
            Product.MORTGAGE, BLUE,
            Product.BUSINESS, GREEN,
            Product.CARD, PURPLE);

    private Palette() {}

    static Color of(Product product) {
        return PRODUCTS.get(product);
    }
}
