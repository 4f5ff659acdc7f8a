package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.KeyFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page about a comparison. */
public final class ComparisonReport {
    private final ComparisonResult result;
    private final ComparisonTables tables;
    private final ComparisonPictures pictures;
    private final String crisis;

    /**
     * Creates the page's parts.
     *
     * @param source where the numbers come from: command and commit
     * @param crisis scenario whose action histories are shown, if it took part
     */
    public ComparisonReport(ComparisonResult result, String source, String crisis) {
        this.result = result;
        this.tables = new ComparisonTables(result);
        this.pictures = new ComparisonPictures(result, source);
        this.crisis = crisis;
    }

    /** Returns the figures, for files of their own. */
    public ComparisonPictures pictures() {
        return pictures;
    }

    /** Returns the page; facts about the run may be added to it. */
    public HtmlReport page() {
        HtmlReport page = new HtmlReport(
                        "Comparison of policies",
                        result.outcomes().size() + " policies, "
                                + result.scenarios().size() + " economies, " + result.episodes()
                                + " unseen worlds each")
                .fact(
                        "Worlds",
                        "version " + result.worlds().version() + ", hash "
                                + result.worlds().hash().substring(0, 12))
                .fact("Test seeds", result.worlds().test().first() + " and following")
                .fact("Twin", result.worlds().config());
        summary(page);
        standings(page);
        scenarios(page);
        learning(page);
        behaviour(page);
        objectives(page);
        method(page);
        sources(page);
        return page.footer("LoanTwin is a model for research, teaching and engineering; not a forecast, not advice.");
    }

    private void summary(HtmlReport page) {
        page.section("Summary").bullets(sentences()).figures(keyFigures());
    }

    /** Returns what came out, in sentences. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<Standing> ranked = ranked();
        sentences.add(verdict(ranked.get(0)));
        if (ranked.size() > 1 && !isHold(ranked.get(1)) && !isHold(ranked.get(0))) {
            sentences.add(lead(ranked.get(0), ranked.get(1)));
        }
        List<String> unproved = ranked.stream()
                .filter(s -> !isHold(s)
                        && !s.difference().above(0)
                        && !s.difference().below(0))
                .map(s -> s.outcome().name())
                .toList();
        if (!unproved.isEmpty()) {
            sentences.add(
                    "Not told apart from hold, because the interval holds zero: " + String.join(", ", unproved) + ".");
        }
        List<String> worse = ranked.stream()
                .filter(s -> s.difference().below(0))
                .map(s -> s.outcome().name())
                .toList();
        if (!worse.isEmpty()) {
            sentences.add("Worse than hold, with an interval below zero: " + String.join(", ", worse) + ".");
        }
        result.ranked().stream()
                .filter(s -> s.place() == Standing.Place.BROKE_CAPITAL)
                .forEach(s -> sentences.add(s.outcome().name() + " breaks the capital limit in " + s.capitalExcess()
                        + " episodes in which hold keeps it, and is not ranked."));
        losses(ranked).ifPresent(sentences::add);
        learnedAgainstConvex().ifPresent(sentences::add);
        adapting().ifPresent(sentences::add);
        named(Contestants.CLAIRVOYANT)
                .ifPresent(
                        s -> sentences.add(
                                "A planner that knows the future gains "
                                        + s.difference().shown(1)
                                        + " thousandths on the "
                                        + s.outcome().contestant().worldsOf(result.episodes())
                                        + " worlds of each economy that it met: about what is to be had at most, estimated from below."));
        return sentences;
    }

    private static boolean isHold(Standing standing) {
        return standing.outcome().name().equals(Benchmark.HOLD);
    }

    private String verdict(Standing best) {
        if (isHold(best)) {
            return "No policy does better than hold, the base policy, over all economies.";
        }
        return String.format(
                Locale.ROOT,
                "%s comes first: %s thousandths of reward a day better than hold on the same worlds (95 %% interval), and better in"
                        + " %.0f %% of them.%s",
                best.outcome().name(),
                best.difference().shown(1),
                100 * best.improvement().value(),
                best.difference().above(0) ? "" : " The interval holds zero: this is no proof.");
    }

    private String lead(Standing first, Standing second) {
        Estimate lead = tables.lead(first, second);
        return "Its lead over the second, " + second.outcome().name() + ", is " + lead.shown(1)
                + (lead.above(0) ? "." : ": the two cannot be told apart.");
    }

    /** Where the first one loses. */
    private Optional<String> losses(List<Standing> ranked) {
        Standing best = ranked.get(0);
        List<String> lost = new ArrayList<>();
        for (int s = 0; s < result.scenarios().size(); s++) {
            if (best.differences().get(s).below(0)) {
                lost.add(result.scenarios().get(s) + " "
                        + best.differences().get(s).shown(1));
            }
        }
        return lost.isEmpty() || isHold(best)
                ? Optional.empty()
                : Optional.of(best.outcome().name() + " does worse than hold in " + String.join("; ", lost) + ".");
    }

    /** The best of those that learned against the best of those that optimise. */
    private Optional<String> learnedAgainstConvex() {
        Optional<Standing> learned =
                ranked().stream().filter(Standing::hasLearned).findFirst();
        Optional<Standing> convex = ranked().stream().filter(Standing::isConvex).findFirst();
        if (learned.isEmpty() || convex.isEmpty()) {
            return Optional.empty();
        }
        Estimate lead = tables.lead(learned.get(), convex.get());
        return Optional.of(
                "The best that learned, " + learned.get().outcome().name() + ", against the best that optimises, "
                        + convex.get().outcome().name() + ": " + lead.shown(1)
                        + (lead.above(0)
                                ? ", learning wins."
                                : lead.below(0) ? ", optimising wins." : ", which cannot be told apart."));
    }

    /** What adapting at all is worth. */
    private Optional<String> adapting() {
        Optional<Standing> planner = named(Contestants.PLANNER);
        Optional<Standing> constant = named("best-constant");
        if (planner.isEmpty() || constant.isEmpty()) {
            return Optional.empty();
        }
        Estimate lead = tables.lead(planner.get(), constant.get());
        return Optional.of("What adapting is worth: the planner that does not know the future does " + lead.shown(1)
                + " better than the best constant action on the "
                + planner.get().outcome().contestant().worldsOf(result.episodes())
                + " worlds of each economy that both met"
                + (lead.above(0) ? "." : ", which is no proof."));
    }

    private Optional<Standing> named(String name) {
        return result.ranked().stream()
                .filter(s -> s.outcome().name().equals(name))
                .findFirst();
    }

    private List<KeyFigure> keyFigures() {
        Standing best = result.ranked().get(0);
        Outcome outcome = best.outcome();
        int breaches = outcome.episodesWith(Field.CAPITAL_BREACHES);
        return List.of(
                KeyFigure.of(
                        "First: " + outcome.name(),
                        String.format(Locale.ROOT, "%+.1f", best.difference().value()),
                        "thousandths a day",
                        "over hold; 95 % interval " + best.difference().shown(1)),
                KeyFigure.limited(
                        "Its episodes under the capital limit",
                        Integer.toString(breaches),
                        "of " + outcome.episodes(),
                        "hold: " + result.hold().episodesWith(Field.CAPITAL_BREACHES) + " of "
                                + result.hold().episodes(),
                        breaches == 0),
                KeyFigure.of(
                        "Pairing gains",
                        String.format(Locale.ROOT, "%.0f", best.varianceFactor()),
                        "times",
                        "as many unpaired worlds would tell as much"));
    }

    private void standings(HtmlReport page) {
        page.section("Who does better")
                .table(tables.standings())
                .note(
                        "Reward is the mean daily reward over the year in thousandths; a failure's penalty is in it. IQM: mean of the"
                                + " middle half of worlds and training runs, by economy, then averaged. P(better): chance to beat hold on"
                                + " the same world. Worst 5 %: mean of the worst twentieth of differences. Breaches: episodes with at"
                                + " least one decision after which the capital ratio was under 8 %, value at risk over 5 %, or the"
                                + " largest product over 40 %. capital: not ranked, because it breaks the capital limit where hold keeps it."
                                + " yardstick: not ranked, because it knows what nobody can know.")
                .figure(
                        pictures.intervals(),
                        "Bars of the gain over hold with 95 % intervals, best policy first; policies far below hold are left out.")
                .figure(
                        pictures.profiles(),
                        "Curves that fall from 100 % to 0: the share of worlds with a larger gain.");
        page.note("Curves and duels show of the convex controllers only the best, curves no more than seven policies.")
                .table(tables.duels());
    }

    private void learning(HtmlReport page) {
        pictures.learning().ifPresent(figure -> {
            page.section("How the agents learned")
                    .figure(
                            figure,
                            "A panel for each algorithm: the gain over hold on validation worlds against decisions, mean of"
                                    + " the seeds with a band from the worst to the best.")
                    .note(
                            "Each policy is the one of its run's best validation. Validation worlds are neither trained on nor those"
                                    + " of this test; being chosen on them, the best points flatter a little.");
            tables.training().ifPresent(page::table);
        });
    }

    private void scenarios(HtmlReport page) {
        page.section("Where it gains and where it loses")
                .figure(
                        pictures.heat(),
                        "A table of gains over hold by policy and economy, blue for gains, red for losses.")
                .table(tables.byScenario());
    }

    private void behaviour(HtmlReport page) {
        page.section("What policies do");
        pictures.surfaces()
                .forEach(figure -> page.figure(
                        figure, "A table for every policy that adapts: the lever over unemployment and house prices."));
        page.note(
                "The policy decides on a quiet day of a typical economy, and once a week for eight weeks when unemployment and house"
                        + " prices have become those of the table and nothing else has changed; constants are left out. Above zero:"
                        + " tighter credit, dearer loans, more secured lending. Policies that were trained are shown by their first"
                        + " training seed.");
        if (result.scenarios().contains(crisis)) {
            page.figure(
                    pictures.crisis(crisis),
                    "The economy that was seen, and the three levers of every policy over a year.");
        }
    }

    private void objectives(HtmlReport page) {
        page.section("Objectives, income and effort")
                .table(tables.objectives())
                .table(tables.effort())
                .note("Pairing gains: variance of a difference on independent worlds over that on equal worlds."
                        + " A decision's time is that of this machine under its load then, first calls included.")
                .table(tables.income())
                .figure(
                        pictures.pareto(),
                        "Points of the financial objective over the risk objective, with their front.")
                .note(String.format(
                        Locale.ROOT,
                        "Hypervolume of the ranked policies' front beyond hold, profit times risk: %,.0f thousandths squared, that of"
                                + " the best single policy: %,.0f.",
                        hypervolume(ranked()),
                        ranked().stream()
                                .mapToDouble(s -> hypervolume(List.of(s)))
                                .max()
                                .orElse(0)));
    }

    private List<Standing> ranked() {
        return result.ranked().stream()
                .filter(s -> s.place() == Standing.Place.RANKED)
                .toList();
    }

    private double hypervolume(List<Standing> standings) {
        double[][] points = standings.stream()
                .map(s -> new double[] {
                    s.outcome().mean(Field.FINANCIAL), s.outcome().mean(Field.RISK)
                })
                .toArray(double[][]::new);
        double[] hold = {result.hold().mean(Field.FINANCIAL), result.hold().mean(Field.RISK)};
        return ParetoFront.hypervolume(points, hold);
    }

    private void method(HtmlReport page) {
        page.section("How it was made")
                .paragraph(
                        "Every policy lives the same worlds: an economy with a seed, that is one starting book, one stream of"
                                + " applicants and one luck. No test seed and, but for the default one, no economy was used to train or"
                                + " to choose anything. Differences are taken world by world. Intervals are 95 % percentile intervals of "
                                + result.replicates()
                                + " bootstrap replicates: economies are strata, worlds are drawn with replacement within them, the same"
                                + " ones for both policies, and training runs are drawn as wholes. Over economies, figures are averaged"
                                + " with equal weights. Nothing is called better or worse unless its interval leaves zero out; with many"
                                + " policies and economies some intervals will do so by luck: about one in forty on each side.");
    }

    private void sources(HtmlReport page) {
        page.section("Where every number comes from")
                .table(tables.sources())
                .table(tables.twins())
                .note(
                        "episodes.csv beside this page has every episode with its policy, run, economy and seed; cells/ has the same"
                                + " as it was lived, each file headed by the hashes it depends on; manifest.json has the command, the commit"
                                + " and the SHA-256 of every file.");
    }
}
