package io.github.loantwin.env.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.loan.Products;
import io.github.loantwin.env.random.Draws;
import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who applies: counts, margins, dependence and pass rates against their laws (credit-model C1, C5). Fixed seeds. */
class ApplicantsTest {
    private static final int SAMPLE = 40_000;
    private static final Products PRODUCTS = products(TwinConfig.defaults());
    private static final Applicants APPLICANTS = new Applicants(PRODUCTS);

    /** Reads the products section as the configuration package binds it. */
    private static Products products(TwinConfig config) {
        return tools.jackson.dataformat.yaml.YAMLMapper.builder()
                .build()
                .readValue(section(config.toYaml(), "products"), Products.class);
    }

    private static String section(String yaml, String name) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (String line : yaml.split("\n")) {
            if (!line.startsWith(" ") && !line.startsWith("-")) {
                inside = line.startsWith(name + ":");
            } else if (inside) {
                out.append(line.substring(2)).append('\n');
            }
        }
        return out.toString();
    }

    private static Applicant[] sample(Product product, long seed) {
        Draws draws = new Draws(seed);
        Applicant[] sample = new Applicant[SAMPLE];
        for (int n = 0; n < SAMPLE; n++) {
            sample[n] = new Applicant();
            long id = Applicants.id(product.ordinal(), n / 50, n % 50);
            APPLICANTS.draw(draws, product.ordinal(), id, sample[n]);
        }
        return sample;
    }

    /** An applicant is a function of key and number: order, repetition and other draws change nothing. */
    @Test
    void applicantIsAFunctionOfKeyAndNumber() {
        Draws draws = new Draws(5);
        Applicant forward = new Applicant();
        Applicant again = new Applicant();
        for (int k = 0; k < Product.COUNT; k++) {
            for (int n = 0; n < 50; n++) {
                long id = Applicants.id(k, 10, n);
                APPLICANTS.draw(draws, k, id, forward);
                Applicant decision = new Applicant();
                APPLICANTS.drawDecision(draws, k, id, decision);
                double early = decision.score;
                APPLICANTS.draw(draws, (k + 1) % 5, Applicants.id((k + 1) % 5, 99, n), again);
                APPLICANTS.draw(new Draws(5), k, id, again);
                assertEquals(forward.score, again.score, 0);
                assertEquals(forward.amount, again.amount, 0);
                assertEquals(forward.pdThroughTheCycle, again.pdThroughTheCycle, 0);
                assertEquals(forward.utilisation, again.utilisation, 0);
                assertEquals(forward.score, Math.rint(early), 0);
            }
        }
    }

    @Test
    void numbersOfApplicantsNeverMeet() {
        java.util.Set<Long> seen = new java.util.HashSet<>();
        for (int day : new int[] {-30, 0, 1, 2, 364, 36_500}) {
            for (int k = 0; k < Product.COUNT; k++) {
                for (int n : new int[] {0, 1, 2, 1000, (1 << 25) - 1}) {
                    assertTrue(seen.add(Applicants.id(k, day, n)));
                }
            }
        }
        for (int position = 0; position < 1000; position++) {
            assertTrue(seen.add(Applicants.startingId(position)));
        }
    }

    /** Counts follow Poisson's law: chi-square over cells of at least 10 expected, false alarm 1e-3 a mean. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.7, 3.3, 23.9, 24.1, 130})
    void arrivalsArePoisson(double mean) {
        int days = 20_000;
        PoissonDistribution law = new PoissonDistribution(mean);
        int top = law.inverseCumulativeProbability(0.9995) + 2;
        double[] observed = new double[top + 1];
        Draws draws = new Draws(31);
        Arrivals arrivals = new Arrivals();
        double sum = 0;
        for (int day = 0; day < days; day++) {
            int n = arrivals.poisson(draws, 2, day, 0, mean);
            observed[Math.min(n, top)]++;
            sum += n;
        }
        double chi = 0;
        int cells = 0;
        double seen = 0;
        double expected = 0;
        double left = days;
        for (int n = 0; n <= top; n++) {
            double here = days * (n == top ? 1 - law.cumulativeProbability(top - 1) : law.probability(n));
            seen += observed[n];
            expected += here;
            left -= here;
            if (expected >= 10 && (left >= 10 || n == top) || n == top) {
                chi += (seen - expected) * (seen - expected) / Math.max(expected, 1);
                cells++;
                seen = 0;
                expected = 0;
            }
        }
        double limit = new ChiSquaredDistribution(Math.max(1, cells - 1)).inverseCumulativeProbability(0.999);
        assertTrue(chi < limit, "chi-square " + chi + " of " + cells + " cells, limit " + limit);
        assertEquals(mean, sum / days, 3.9 * Math.sqrt(mean / days)); // false alarm 1e-4
        assertEquals(0, new Arrivals().poisson(draws, 1, 1, 0, 0));
    }

    /** Spearman correlations of C1 [C, LendingClub]; 40,000 pairs have a standard error of 0.005, four of them allowed. */
    @Test
    void rankCorrelationsAreThoseOfTheReference() {
        Applicant[] sample = sample(Product.CONSUMER, 1);
        double[] score = Arrays.stream(sample).mapToDouble(a -> a.score).toArray();
        double[] dti = Arrays.stream(sample).mapToDouble(a -> a.dti).toArray();
        double[] income = Arrays.stream(sample).mapToDouble(a -> a.income).toArray();
        double[] amount = Arrays.stream(sample).mapToDouble(a -> a.amount).toArray();
        assertEquals(0.42, rank(amount, income), 0.02);
        assertEquals(-0.20, rank(dti, income), 0.02);
        assertEquals(-0.20, rank(score, dti), 0.02);
        double[] homeScore =
                Arrays.stream(sample(Product.AUTO, 2)).mapToDouble(a -> a.score).toArray();
        double[] homeLtv =
                Arrays.stream(sample(Product.AUTO, 2)).mapToDouble(a -> a.ltv).toArray();
        assertEquals(-0.20, rank(homeScore, homeLtv), 0.025); // LTV is cut at 1.30
    }

    /** The term has two values, so its Spearman correlation is lower than the latent 0.42; its sign and order hold. */
    @Test
    void longerTermsGoWithLargerAmounts() {
        Applicant[] sample = sample(Product.CONSUMER, 3);
        double[] sum = new double[61];
        double[] count = new double[61];
        for (Applicant a : sample) {
            sum[a.termMonths] += StrictMath.log(a.amount);
            count[a.termMonths]++;
        }
        assertEquals(0.30, count[60] / SAMPLE, 0.009); // C1: 36 months 70 %, 60 months 30 %; 4 standard errors
        assertEquals(SAMPLE, count[36] + count[60]);
        assertTrue(sum[60] / count[60] - sum[36] / count[36] > 0.4);
    }

    private static double rank(double[] x, double[] y) {
        return new SpearmansCorrelation(new NaturalRanking()).correlation(x, y);
    }

    /** Margins: score normal with the applicants' mean and sd, amount lognormal; four standard errors. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void marginsAreThoseOfTheConfiguration(Product product) {
        ProductConfig config = PRODUCTS.get(product.ordinal());
        Applicant[] sample = sample(product, 4);
        NormalDistribution score =
                new NormalDistribution(config.score().mean(), config.score().sd());
        for (double points : new double[] {600, 640, 680, 720, 760}) {
            double expected = 1 - score.cumulativeProbability(points - 0.5);
            double got = Arrays.stream(sample).filter(a -> a.score >= points).count() / (double) SAMPLE;
            assertEquals(expected, got, 4 * Math.sqrt(expected * (1 - expected) / SAMPLE), product + " at " + points);
        }
        double[] amounts =
                Arrays.stream(sample).mapToDouble(a -> a.amount).sorted().toArray();
        double median = StrictMath.exp(config.amount().lnMean());
        assertEquals(
                1, amounts[SAMPLE / 2] / median, 4 * 1.2533 * config.amount().lnSd() / Math.sqrt(SAMPLE) + 50 / median);
        assertTrue(amounts[0] >= config.amount().min()
                && amounts[SAMPLE - 1] <= config.amount().max());
    }

    /**
     * Pass rates of C5 for cut-offs 600/640/680 hold for the reference's score margins. economics.md makes the applicants
     * worse than the book (mean -25/-30/-20/-25/-25, sd x 1.2), so those rates are checked with its margins put back, and
     * the shifted ones against their own normal law (see {@link #marginsAreThoseOfTheConfiguration}).
     */
    @ParameterizedTest
    @CsvSource({
        "CONSUMER, 700, 45, .987, .909, .672",
        "AUTO, 718, 60, .975, .903, .737",
        "MORTGAGE, 762, 45, 1, .997, .966",
        "CARD, 725, 55, .988, .939, .793",
        "BUSINESS, 710, 50, .986, .919, .726"
    })
    void passRatesAreThoseOfTheReference(
            Product product, double bookMean, double bookSd, double at600, double at640, double at680) {
        ProductConfig.Normal law = PRODUCTS.get(product.ordinal()).score();
        assertEquals(1.2 * bookSd, law.sd(), 0.51, "economics.md: sd x 1.2");
        Applicant[] sample = sample(product, 5);
        double[] cut = {600, 640, 680};
        double[] reference = {at600, at640, at680};
        for (int c = 0; c < 3; c++) {
            int passed = 0;
            for (Applicant a : sample) {
                double z = (a.score - law.mean()) / law.sd();
                passed += bookMean + bookSd * z >= cut[c] ? 1 : 0;
            }
            assertEquals(
                    reference[c],
                    (double) passed / SAMPLE,
                    0.009,
                    product + " at " + cut[c]); // four errors and rounding
        }
    }

    /** economics.md, section 1: approval .74/.75/.87/.72/.77 by score alone at cut-offs 640/640/680/650/650. */
    @ParameterizedTest
    @CsvSource({"CONSUMER, 640, .74", "AUTO, 640, .75", "MORTGAGE, 680, .87", "BUSINESS, 650, .72", "CARD, 650, .77"})
    void approvalByScoreIsThatOfTheDesign(Product product, double cutoff, double design) {
        double passed =
                Arrays.stream(sample(product, 6)).filter(a -> a.score >= cutoff).count() / (double) SAMPLE;
        assertEquals(design, passed, 0.02);
    }

    /** economics.md, section 1: accepted mean scores 698/716/751/712/723 at the same cut-offs. */
    @ParameterizedTest
    @CsvSource({"CONSUMER, 640, 698", "AUTO, 640, 716", "MORTGAGE, 680, 751", "BUSINESS, 650, 712", "CARD, 650, 723"})
    void acceptedMeanScoreIsThatOfTheDesign(Product product, double cutoff, double design) {
        double mean = Arrays.stream(sample(product, 7))
                .filter(a -> a.score >= cutoff)
                .mapToDouble(a -> a.score)
                .average()
                .orElseThrow();
        assertEquals(design, mean, 3);
    }

    /** The risk multiplier has mean 1 over the accepted book (economics.md, section 5.2); clipping at 10 costs under 1 %. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void riskMultiplierHasMeanOneOverTheAccepted(Product product) {
        ProductConfig.Underwriting base = PRODUCTS.get(product.ordinal()).underwriting();
        double sum = 0;
        double square = 0;
        int n = 0;
        for (Applicant a : sample(product, 8)) {
            if (Underwriting.passes(a, base.cutoff(), base.maxDti(), base.maxLtv())) {
                sum += a.riskMultiplier;
                square += a.riskMultiplier * a.riskMultiplier;
                n++;
            }
        }
        double mean = sum / n;
        double error = Math.sqrt((square / n - mean * mean) / n);
        double ownError = Math.sqrt((square / n - mean * mean) / (8192 * APPLICANTS.approvalRate(product.ordinal())));
        assertEquals(1, mean, 4 * (error + ownError) + 0.01, product + " of " + n);
    }

    /** PD at score 600/660/700/740/780 (C1): consumer 22.6/7.4/3.2/1.4/0.6 %, card 27.8/9.5/4.2/1.8/0.77 %, and so on. */
    @ParameterizedTest
    @CsvSource({
        "CONSUMER, 22.6, 7.4, 3.2, 1.4, 0.6",
        "AUTO, 11.9, 3.6, 1.5, 0.65, 0.27",
        "MORTGAGE, 21.3, 6.9, 3.0, 1.3, 0.55",
        "CARD, 27.8, 9.5, 4.2, 1.8, 0.77",
        "BUSINESS, 9.5, 2.8, 1.2, 0.5, 0.2"
    })
    void scorecardGivesTheReferencePd(Product product, double a, double b, double c, double d, double e) {
        Scorecard scorecard = new Scorecard(PRODUCTS.get(product.ordinal()).scorecard());
        double[] scores = {600, 660, 700, 740, 780};
        double[] percent = {a, b, c, d, e};
        for (int i = 0; i < 5; i++) {
            double pd = 100 * Scorecard.probability(scorecard.logit(scores[i], 0, 0, 0));
            assertEquals(percent[i], pd, Math.max(0.06, 0.012 * percent[i]), product + " at " + scores[i]);
        }
    }

    /** Quantiles of the card's utilisation, Beta(0.75, 1.9) (C1), against Commons Math. */
    @ParameterizedTest
    @CsvSource({"0.75, 1.9", "2, 5", "1, 1", "0.6, 0.9", "5, 2"})
    void betaQuantilesAgreeWithCommonsMath(double alpha, double beta) {
        double[] table = BetaQuantiles.table(new ProductConfig.BetaLaw(alpha, beta));
        BetaDistribution law = new BetaDistribution(alpha, beta);
        for (double p = 0.02; p < 0.985; p += 0.01) {
            assertEquals(law.inverseCumulativeProbability(p), BetaQuantiles.at(table, p), 2e-3, "at " + p);
        }
        double mean = 0;
        for (int i = 0; i < 10_000; i++) {
            mean += BetaQuantiles.at(table, (i + 0.5) / 10_000) / 10_000;
        }
        assertEquals(alpha / (alpha + beta), mean, 2e-3);
        assertEquals(0, BetaQuantiles.table(new ProductConfig.BetaLaw(0, 0)).length);
    }

    /** Limits are inclusive: a score at the cut-off and ratios at their caps pass. */
    @Test
    void limitsAreInclusive() {
        Applicant a = new Applicant();
        a.score = 640;
        a.dti = 0.43;
        a.ltv = 0.80;
        assertTrue(Underwriting.passes(a, 640, 0.43, 0.80));
        assertEquals(false, Underwriting.passes(a, 641, 0.43, 0.80));
        assertEquals(false, Underwriting.passes(a, 640, 0.42, 0.80));
        assertEquals(false, Underwriting.passes(a, 640, 0.43, 0.79));
    }
}
