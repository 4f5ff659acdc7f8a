package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.Product;
import java.awt.Color;
import java.util.List;
import java.util.Map;

/**
 * Colours that stay apart for colour-blind readers (Okabe and Ito, "Color universal design", 2008), one per meaning.
 */
public final class Palette {
    public static final Color BLUE = new Color(0x0072B2);
    public static final Color RED = new Color(0xD55E00);
    public static final Color GREEN = new Color(0x009E73);
    public static final Color ORANGE = new Color(0xE69F00);
    public static final Color SKY = new Color(0x56B4E9);
    public static final Color PURPLE = new Color(0xCC79A7);
    public static final Color BLACK = new Color(0x222222);
    public static final Color LIMIT = new Color(0x8B0000);
    public static final Color GRID = new Color(0xE3E3E3);
    public static final Color SOURCE = new Color(0x555555);

    private static final List<Color> SERIES = List.of(BLUE, RED, GREEN, PURPLE, ORANGE, SKY, BLACK);

    private static final Map<Product, Color> PRODUCTS = Map.of(
            Product.CONSUMER, ORANGE,
            Product.AUTO, SKY,
            Product.MORTGAGE, BLUE,
            Product.BUSINESS, GREEN,
            Product.CARD, PURPLE);

    private Palette() {}

    /** Returns the colour of the series with an index, from 0; after seven they come again. */
    public static Color series(int index) {
        return SERIES.get(index % SERIES.size());
    }

    /** Returns the colour of a product. */
    public static Color of(Product product) {
        return PRODUCTS.get(product);
    }
}
