package io.github.loantwin.agents.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The closed form itself. */
class PricingTaskTest {
    /** W(1) is the omega constant, 0.56714329 (Corless et al. 1996); W(e) = 1. */
    @Test
    void lambertsFunctionHasItsPublishedValues() {
        assertEquals(0.5671432904097838, PricingTask.lambertW(1), 1e-12);
        assertEquals(1, PricingTask.lambertW(Math.E), 1e-12);
    }

    @Test
    void noPriceEarnsMoreThanTheClosedForm() {
        for (double bearable = 1.5; bearable <= 3.5; bearable += 0.25) {
            double best = 0;
            for (double price = 0; price <= 6; price += 0.0005) {
                best = Math.max(best, PricingTask.profit(bearable, price));
            }
            assertEquals(best, PricingTask.bestProfit(bearable), 1e-6);
            assertEquals(best, PricingTask.profit(bearable, PricingTask.bestPrice(bearable)), 1e-6);
        }
    }

    /** The middle of the box, where a fresh policy stands, and the best constant price are far from 2 %. */
    @Test
    void withoutLearningItIsNotSolved() {
        double middle = 0;
        double best = 0;
        for (int i = 0; i <= 200; i++) {
            double bearable = PricingTask.bearable(-1 + i / 100f);
            middle += PricingTask.profit(bearable, PricingTask.price(0));
            best += PricingTask.bestProfit(bearable);
        }
        double constant = 0;
        for (double price = 0; price <= 6; price += 0.01) {
            double sum = 0;
            for (int i = 0; i <= 200; i++) {
                sum += PricingTask.profit(PricingTask.bearable(-1 + i / 100f), price);
            }
            constant = Math.max(constant, sum);
        }
        assertTrue(middle / best < 0.9, "middle " + middle / best);
        assertTrue(constant / best < 0.95, "best constant " + constant / best);
    }
}
