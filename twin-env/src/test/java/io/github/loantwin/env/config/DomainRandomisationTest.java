package io.github.loantwin.env.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.random.Draws;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Any number may be a distribution, drawn per episode from the episode's key (environment.md). */
class DomainRandomisationTest {
    private static final TwinConfig RANDOM = TwinConfig.defaults()
            .with("episode.initialLoans", "{choice: [200, 220, 240, 260]}")
            .with("lender.taxRate", "{uniform: [0.20, 0.30]}")
            .with("products.consumer.demand.takeUpSlope", "{normal: [1.03, 0.1]}");

    private static final JsonNode TREE = tree(RANDOM);

    private static JsonNode tree(TwinConfig config) {
        return ConfigLoader.parseValue("", config.toYaml());
    }

    private static JsonNode drawn(JsonNode tree, long key) {
        return ConfigTree.draw(tree, "", new Draws(key));
    }

    @Test
    void drawsDifferBySeedAndRepeat() {
        assertTrue(RANDOM.randomised());
        assertFalse(TwinConfig.defaults().randomised());
        Set<Double> taxes = new HashSet<>();
        Set<Integer> sizes = new HashSet<>();
        for (long key = 0; key < 200; key++) {
            JsonNode tree = drawn(TREE, key);
            assertEquals(tree, drawn(TREE, key));
            double tax = tree.at("/lender/taxRate").asDouble();
            assertTrue(tax >= 0.20 && tax <= 0.30);
            taxes.add(tax);
            sizes.add(tree.at("/episode/initialLoans").asInt());
        }
        assertEquals(200, taxes.size());
        assertEquals(Set.of(200, 220, 240, 260), sizes);
    }

    /** Mean and sd of 2,000 draws within four standard errors: false alarm below 1e-3 in all. */
    @Test
    void drawsFollowTheirLaws() {
        int n = 2000;
        double tax = 0;
        double slope = 0;
        double slopeSquare = 0;
        for (long key = 0; key < n; key++) {
            JsonNode tree = drawn(TREE, Draws.derive(key, io.github.loantwin.env.random.Stream.EPISODE, 0, 0));
            tax += tree.at("/lender/taxRate").asDouble() / n;
            double s = tree.at("/products/consumer/demand/takeUpSlope").asDouble() - 1.03;
            slope += s / n;
            slopeSquare += s * s / n;
        }
        assertEquals(0.25, tax, 4 * 0.1 / Math.sqrt(12.0 * n));
        assertEquals(0, slope, 4 * 0.1 / Math.sqrt(n));
        assertEquals(0.1, Math.sqrt(slopeSquare), 4 * 0.1 / Math.sqrt(2.0 * n));
    }

    /** Two parameters with one law have different luck; a parameter keeps its luck when another becomes random. */
    @Test
    void luckBelongsToTheParameter() {
        TwinConfig one = TwinConfig.defaults().with("lender.taxRate", "{uniform: [0, 0.5]}");
        TwinConfig two = one.with("lender.depositBeta", "{uniform: [0, 0.5]}");
        assertEquals(
                drawn(tree(one), 7).at("/lender/taxRate"), drawn(tree(two), 7).at("/lender/taxRate"));
        assertNotEquals(
                drawn(tree(two), 7).at("/lender/taxRate"), drawn(tree(two), 7).at("/lender/depositBeta"));
    }

    /** Numbers inside lists may be random too. */
    @Test
    void numberInAListMayBeRandom() {
        TwinConfig config = TwinConfig.defaults()
                .with("products.consumer.season", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, {uniform: [0.99, 1.01]}]");
        assertTrue(config.randomised());
        double a = drawn(tree(config), 1).at("/products/consumer/season/11").asDouble();
        double b = drawn(tree(config), 2).at("/products/consumer/season/11").asDouble();
        assertTrue(a != b && a >= 0.99 && b <= 1.01);
        new LoanEnv(config.with("episode.initialLoans", 50)).reset(3);
    }

    /** Episodes of one seed agree whatever was played before; those of two seeds do not. */
    @Test
    void episodesReproduce() {
        LoanEnv env = new LoanEnv(RANDOM);
        env.reset(1);
        StepResult other = env.step(new float[3]);
        float[] first = env.reset(2).observation();
        StepResult step = env.step(new float[] {0.05f, 0.01f, 0});
        LoanEnv fresh = new LoanEnv(RANDOM);
        assertArrayEquals(first, fresh.reset(2).observation());
        assertArrayEquals(
                step.info().toArray(),
                fresh.step(new float[] {0.05f, 0.01f, 0}).info().toArray());
        assertNotEquals(other.reward(), step.reward());
    }
}
