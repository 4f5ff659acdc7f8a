package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a comparison found of every run, small enough to be kept with the sources: {@code results/NAME.json}, and {@code
 * NAME-seedN.json} for each run of a trained policy.
 *
 * <p>It has the score of every world, from which every figure about scores can be computed again, the capital breaches, means
 * of all else, the learning curve, and what the numbers depend on: worlds, twin, files of the policy, commit.
 */
public final class RunRecords {
    private static final double PLACES = 1e4;

    private final ComparisonResult result;
    private final String commit;

    /** Creates the records of a result; {@code commit} is that of the program that compared. */
    public RunRecords(ComparisonResult result, String commit) {
        this.result = result;
        this.commit = commit;
    }

    /** Returns the text of every file by its name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Outcome outcome : result.outcomes()) {
            Contestant contestant = outcome.contestant();
            for (int run = 0; run < contestant.runs().size(); run++) {
                String leaf = outcome.name().replaceAll("[:,=+]", "-");
                leaf += contestant.runs().size() > 1 ? "-seed" + seed(contestant, run) : "";
                files.put(leaf + ".json", Settings.toCompactJson(record(outcome, run)));
            }
        }
        return files;
    }

    private static long seed(Contestant contestant, int run) {
        return contestant.trainings().isEmpty()
                ? run + 1
                : contestant.trainings().get(run).seed();
    }

    private Map<String, Object> record(Outcome outcome, int run) {
        Contestant contestant = outcome.contestant();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("format", 1);
        record.put("policy", outcome.name());
        record.put("content", contestant.identities().get(run));
        record.put("worldsVersion", result.worlds().version());
        record.put("worldsHash", result.worlds().hash());
        record.put("lived", result.lived());
        record.put("commit", commit);
        record.put("firstSeed", result.worlds().test().first());
        if (!contestant.trainings().isEmpty()) {
            record.put("training", contestant.trainings().get(run));
        }
        record.put("score", byScenario(outcome, run, row -> row.get(Field.SCORE)));
        record.put("capitalBreaches", byScenario(outcome, run, row -> row.get(Field.CAPITAL_BREACHES)));
        record.put("means", means(outcome, run));
        return record;
    }

    private Map<String, List<Number>> byScenario(Outcome outcome, int run, ToDoubleFunction<EpisodeRow> figure) {
        Map<String, List<Number>> all = new LinkedHashMap<>();
        for (int s = 0; s < result.scenarios().size(); s++) {
            List<Number> values = new ArrayList<>();
            for (EpisodeRow row : outcome.cells().get(s).get(run).rows()) {
                values.add(rounded(figure.applyAsDouble(row)));
            }
            all.put(result.scenarios().get(s), values);
        }
        return all;
    }

    private Map<String, Map<String, Number>> means(Outcome outcome, int run) {
        Map<String, Map<String, Number>> all = new LinkedHashMap<>();
        for (int s = 0; s < result.scenarios().size(); s++) {
            Map<String, Number> means = new LinkedHashMap<>();
            for (Field field : Field.values()) {
                means.put(
                        field.name().toLowerCase(Locale.ROOT),
                        rounded(outcome.cells().get(s).get(run).rows().stream()
                                .mapToDouble(row -> row.get(field))
                                .average()
                                .orElseThrow()));
            }
            all.put(result.scenarios().get(s), means);
        }
        return all;
    }

    private static Number rounded(double value) {
        double four = Math.rint(value * PLACES) / PLACES;
        if (four == Math.rint(four)) {
            return (long) four;
        }
        return four;
    }
}
