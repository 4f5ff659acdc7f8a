package io.github.loantwin.agents.explain;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An explanation in sentences. */
final class ExplanationWords {
    static final List<String> LEVERS = List.of("Credit policy", "Pricing", "Rebalancing");

    private static final List<List<String>> DIRECTIONS = List.of(
            List.of("tightens", "loosens"),
            List.of("makes loans dearer", "makes loans cheaper"),
            List.of("turns to secured lending", "turns to unsecured lending"));
    private static final double NOTHING = 0.5;
    private static final double MOVE = 10;
    private static final int MOVES = 12;
    private static final double PERCENT = 100;

    private final Explanation explanation;

    ExplanationWords(Explanation explanation) {
        this.explanation = explanation;
    }

    private static String name(int component) {
        return ObservationLayout.NAMES.get(component).replace('_', ' ');
    }

    /** Returns what drives each lever. */
    List<String> drivers() {
        List<String> sentences = new ArrayList<>();
        for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
            sentences.add(LEVERS.get(lever) + ": " + drivers(lever));
        }
        return sentences;
    }

    private String drivers(int lever) {
        int[] order = explanation.sensitivities().strongest(lever);
        List<String> parts = new ArrayList<>();
        for (int rank = 0; rank < 3; rank++) {
            double move = explanation.sensitivities().percent()[order[rank]][lever];
            if (Math.abs(move) >= NOTHING) {
                parts.add(String.format(
                        Locale.ROOT,
                        "%s as %s rises (%+.1f %% of the bound for a standard deviation)",
                        DIRECTIONS.get(lever).get(move > 0 ? 0 : 1),
                        name(order[rank]),
                        move));
            }
        }
        return parts.isEmpty()
                ? "follows no single figure by as much as half a percent of its bound."
                : String.join("; ", parts) + ".";
    }

    private record Move(int week, int lever, double from, double to) {}

    /** Returns the largest moves in the scenario, in order of time, with what was seen then. */
    List<String> moves() {
        List<Move> moves = new ArrayList<>();
        for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
            double[] path = explanation.history().lever(lever);
            for (int t = 1; t < path.length; t++) {
                if (Math.abs(path[t] - path[t - 1]) >= MOVE) {
                    moves.add(new Move(t, lever, path[t - 1], path[t]));
                }
            }
        }
        moves.sort(Comparator.comparingDouble(move -> -Math.abs(move.to() - move.from())));
        List<String> sentences = moves.subList(0, Math.min(MOVES, moves.size())).stream()
                .sorted(Comparator.comparingInt(Move::week))
                .map(this::sentence)
                .toList();
        return sentences.isEmpty()
                ? List.of("It never moved a lever by as much as a tenth of its bound at once; it began with " + start()
                        + ".")
                : sentences;
    }

    private String start() {
        List<String> parts = new ArrayList<>();
        for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%s at %+.0f %%",
                    LEVERS.get(lever).toLowerCase(Locale.ROOT),
                    explanation.history().lever(lever)[0]));
        }
        return String.join(", ", parts);
    }

    private String sentence(Move move) {
        Moment seen = explanation.history().seen().get(move.week());
        LocalDate date = LocalDate.ofEpochDay((long) seen.info().get(InfoField.EPOCH_DAY));
        return String.format(
                Locale.ROOT,
                "%s: %s from %+.0f %% to %+.0f %% of its bound, when it saw unemployment %.1f %%, credit spread %.1f %%, expected loss"
                        + " %.1f %%, prime rate %.1f %%.",
                date,
                LEVERS.get(move.lever()).toLowerCase(Locale.ROOT),
                move.from(),
                move.to(),
                PERCENT * seen.observation()[ObservationLayout.UNEMPLOYMENT_RATE],
                PERCENT * seen.observation()[ObservationLayout.CREDIT_SPREAD],
                PERCENT * seen.observation()[ObservationLayout.EXPECTED_LOSS_RATE],
                PERCENT * seen.observation()[ObservationLayout.BASE_RATE]);
    }

    /** Returns where it differs from the other policy on the same moments. */
    List<String> differences() {
        List<String> sentences = new ArrayList<>();
        for (int lever = 0; lever < ActionLayout.SIZE; lever++) {
            double[] difference = difference(lever);
            double mean = 0;
            int largest = 0;
            for (int t = 0; t < difference.length; t++) {
                mean += difference[t] / difference.length;
                largest = Math.abs(difference[t]) > Math.abs(difference[largest]) ? t : largest;
            }
            LocalDate date = LocalDate.ofEpochDay(
                    (long) explanation.history().seen().get(largest).info().get(InfoField.EPOCH_DAY));
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s: %+.0f %% of the bound against %s on average, most on %s with %+.0f %%.",
                    LEVERS.get(lever),
                    mean,
                    explanation.other(),
                    date,
                    difference[largest]));
        }
        return sentences;
    }

    private double[] difference(int lever) {
        List<float[]> own = explanation.history().actions();
        List<float[]> other = explanation.history().shadow();
        double[] difference = new double[own.size()];
        for (int t = 0; t < difference.length; t++) {
            difference[t] = PERCENT * (own.get(t)[lever] - other.get(t)[lever]) / ActionLayout.bound(lever);
        }
        return difference;
    }
}
