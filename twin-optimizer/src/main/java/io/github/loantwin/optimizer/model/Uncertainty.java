package io.github.loantwin.optimizer.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How unsure expected returns are: the true ones lie somewhere around them, and the worst place counts.
 *
 * <ul>
 *   <li>BOX: each return alone within radius standard errors; long only, its worst is r - radius error
 *   <li>ELLIPSOID: all together within radius, in standard errors; their worst is r'x - radius |error x|
 * </ul>
 *
 * <p>Source: Ben-Tal, Nemirovski, Robust convex optimization (1998); Goldfarb, Iyengar (2003).
 *
 * @param shape box or ellipsoid
 * @param errors standard error of each expected return, at least 0
 * @param radius how many of them, at least 0; 1.96 holds one return with 95 %
 */
public record Uncertainty(Shape shape, double[] errors, double radius) {
    /** Box or ellipsoid. */
    public enum Shape {
        /** Every return at its own worst. */
        @JsonProperty("box")
        BOX,
        /** The returns' joint worst. */
        @JsonProperty("ellipsoid")
        ELLIPSOID
    }

    /** Checks the ranges. */
    public Uncertainty {
        Require.given("uncertainty.shape", shape);
        for (double error : Require.given("uncertainty.errors", errors)) {
            Require.inRange("every one of uncertainty.errors", error, 0, 10);
        }
        Require.inRange("uncertainty.radius", radius, 0, 100);
    }
}
