package io.github.loantwin.agents.baseline;

import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Evaluation;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.PairedDifference;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Searches the best constant action on training seeds of the default economy.
 *
 * <p>Successive halving with common random numbers: candidates are hold and points of a Halton sequence (bases 2, 3, 5) over
 * the action box; each stage lives every candidate on the same seeds, keeps the better third by mean episode return, and
 * triples the seeds. Half-way, and again before the last stage, the survivors get neighbours at an eighth and a sixteenth of the
 * bounds along each lever. Nothing is random: the same plan gives the same answer.
 */
public final class ConstantSearch {
    private static final int KEPT = 3;
    private static final double NEAR = 0.125;
    private static final int[] BASES = {2, 3, 5};

    private final Worlds worlds;
    private final TwinConfig twin;
    private final SearchPlan plan;
    private final int threads;
    private final Consumer<String> teller;
    private int episodes;

    /**
     * Creates a search.
     *
     * @param worlds whose training seeds it uses, and tuning seeds for the final check
     * @param teller told a sentence after every stage
     */
    public ConstantSearch(Worlds worlds, SearchPlan plan, int threads, Consumer<String> teller) {
        this.worlds = worlds;
        this.twin = worlds.config(Worlds.DEFAULT_ECONOMY);
        this.plan = plan;
        this.threads = threads;
        this.teller = teller;
    }

    /** Runs the search and returns the text of {@code configs/policies/best-constant.yaml}; {@code command} is quoted in it. */
    public String run(String command) {
        BestConstant best = search();
        return "# Written by: " + command + "\n"
                + "# The best constant action on training seeds (policy `best-constant`); docs/experiments.md says how it is found.\n"
                + io.github.loantwin.agents.settings.Settings.toYaml(best).replaceFirst("^---\n", "");
    }

    BestConstant search() {
        List<Stance> candidates = new ArrayList<>(List.of(new Stance(0, 0, 0)));
        for (int i = 1; i < plan.candidates(); i++) {
            candidates.add(halton(i));
        }
        int seeds = plan.firstSeeds();
        for (int stage = 1; ; stage++) {
            candidates = ranked(candidates, worlds.training().take(seeds));
            tell(stage, candidates.get(0), seeds);
            if (stage == plan.stages()) {
                return checked(candidates.get(0), seeds);
            }
            candidates = new ArrayList<>(candidates.subList(0, Math.max(1, candidates.size() / KEPT)));
            if (stage >= (plan.stages() + 1) / 2) {
                addNeighbours(candidates, NEAR / (stage == plan.stages() - 1 ? 2 : 1));
            }
            seeds *= KEPT;
        }
    }

    private void tell(int stage, Stance best, int seeds) {
        teller.accept(String.format(
                java.util.Locale.ROOT,
                "stage %d of %d, %d seeds: best constant:%s,%s,%s after %,d episodes",
                stage,
                plan.stages(),
                seeds,
                best.creditPolicy(),
                best.pricing(),
                best.rebalancing(),
                episodes));
    }

    /** The i-th point of the Halton sequence, spread over the box and rounded to a thousandth of its size. */
    private static Stance halton(int i) {
        double[] x = new double[ActionLayout.SIZE];
        for (int c = 0; c < x.length; c++) {
            x[c] = rounded(c, (2 * radicalInverse(i, BASES[c]) - 1) * ActionLayout.bound(c));
        }
        return new Stance(x[0], x[1], x[2]);
    }

    static double radicalInverse(int i, int base) {
        double inverse = 0;
        double digit = 1.0 / base;
        for (int rest = i; rest > 0; rest /= base) {
            inverse += digit * (rest % base);
            digit /= base;
        }
        return inverse;
    }

    private static double rounded(int component, double value) {
        double grid = component == ActionLayout.PRICING ? 1e4 : 1e3;
        double bound = Math.rint(ActionLayout.bound(component) * grid) / grid;
        return Math.max(-bound, Math.min(bound, Math.rint(value * grid) / grid)) + 0.0;
    }

    private static void addNeighbours(List<Stance> candidates, double share) {
        for (Stance centre : List.copyOf(candidates.subList(0, Math.min(2, candidates.size())))) {
            for (int c = 0; c < ActionLayout.SIZE; c++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] x = {centre.creditPolicy(), centre.pricing(), centre.rebalancing()};
                    x[c] = rounded(c, x[c] + sign * share * ActionLayout.bound(c));
                    Stance neighbour = new Stance(x[0], x[1], x[2]);
                    if (!candidates.contains(neighbour)) {
                        candidates.add(neighbour);
                    }
                }
            }
        }
    }

    private List<Stance> ranked(List<Stance> candidates, long[] seeds) {
        Evaluation evaluation = evaluate(candidates, seeds);
        Map<Stance, Double> means = new LinkedHashMap<>();
        for (Stance candidate : candidates) {
            means.put(candidate, evaluation.score(candidate.toString()).meanReturn());
        }
        Comparator<Stance> best = Comparator.comparing(means::get);
        return candidates.stream().sorted(best.reversed()).toList();
    }

    private Evaluation evaluate(List<Stance> candidates, long[] seeds) {
        Map<String, Supplier<Policy>> policies = new LinkedHashMap<>();
        for (Stance s : candidates) {
            policies.put(
                    s.toString(),
                    () -> Policies.constant((float) s.creditPolicy(), (float) s.pricing(), (float) s.rebalancing()));
        }
        episodes += candidates.size() * seeds.length;
        return new Evaluator(twin, threads).evaluate(policies, seeds);
    }

    private BestConstant checked(Stance best, int seeds) {
        PairedDifference training = toHold(best, worlds.training().take(seeds));
        PairedDifference tuning = toHold(best, worlds.tuning().take(seeds));
        double scale = 1000.0 / twin.episode().simulationDays();
        return new BestConstant(
                best,
                worlds.config(),
                twin.hash(),
                List.of(worlds.training().first(), (long) seeds),
                episodes,
                tidy(scale * training.mean()),
                tidy(scale * tuning.mean()),
                List.of(tidy(scale * tuning.low()), tidy(scale * tuning.high())));
    }

    private PairedDifference toHold(Stance best, long[] seeds) {
        Stance hold = new Stance(0, 0, 0);
        if (best.equals(hold)) {
            throw new IllegalStateException("no constant action beats hold on the training seeds."
                    + "\nMaybe search with more candidates or seeds.");
        }
        return evaluate(List.of(hold, best), seeds).differences().get(0);
    }

    private static double tidy(double value) {
        return Math.rint(value * 1e3) / 1e3;
    }
}
