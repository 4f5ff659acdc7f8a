package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.check.ArgCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Policies that met the frozen worlds, best first: a CSV file that anybody can add to.
 *
 * <p>Its first line names the worlds by version and hash; a result on other worlds, on some of the scenarios or on fewer test
 * seeds is refused. {@code lived} is how the program lived the first world under hold: lines in which it differs come from
 * programs whose arithmetic differs, and compare to within that.
 */
public final class Leaderboard {
    /** The file that ships with the twin. */
    public static final String FILE = "configs/experiments/leaderboard.csv";

    private static final List<String> COLUMNS = List.of(
            "place",
            "policy",
            "better_than_hold",
            "low",
            "high",
            "probability",
            "reward",
            "capital_excess",
            "runs",
            "turnover",
            "decision_microseconds",
            "training_cpu_seconds",
            "content",
            "lived",
            "commit");

    private final Worlds worlds;
    private final List<List<String>> lines = new ArrayList<>();

    /** Creates an empty leaderboard. */
    public Leaderboard(Worlds worlds) {
        this.worlds = worlds;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is about other worlds
     */
    public static Leaderboard read(Path file, Worlds worlds) {
        Leaderboard board = new Leaderboard(worlds);
        try {
            List<String> text = Files.readAllLines(file);
            ArgCheck.that(
                    text.size() > 1 && text.get(0).equals(board.title()),
                    file + " must begin with the line '" + board.title() + "'",
                    text.isEmpty()
                            ? "nothing"
                            : "'" + text.get(0) + "'.\nMaybe the worlds have a new version: begin a new leaderboard");
            ArgCheck.that(
                    text.get(1).equals(board.header()), file + " must have the columns " + board.header(), text.get(1));
            for (String line : text.subList(2, text.size())) {
                List<String> cells = Arrays.asList(line.split(",", -1));
                ArgCheck.that(
                        cells.size() == board.columns().size(),
                        file + " must have " + board.columns().size() + " cells in each line",
                        line);
                board.lines.add(cells);
            }
            return board;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Enters contestants of a comparison; one of the same name is replaced.
     *
     * @param names whom to enter
     * @throws IllegalArgumentException unless the comparison was on all test seeds of all scenarios of these worlds
     */
    public void enter(ComparisonResult result, Set<String> names, String commit) {
        ArgCheck.that(
                result.worlds().hash().equals(worlds.hash())
                        && result.scenarios().equals(worlds.scenarios())
                        && result.episodes() == worlds.test().count(),
                "a leaderboard takes results on all test seeds of all economies, "
                        + worlds.test().count() + " of " + worlds.scenarios(),
                result.episodes() + " of " + result.scenarios());
        for (Standing standing : result.ranked()) {
            if (names.contains(standing.outcome().name())) {
                lines.removeIf(
                        line -> line.get(1).equals(spelled(standing.outcome().name())));
                lines.add(line(standing, result, commit));
            }
        }
        lines.sort(Comparator.<List<String>>comparingInt(
                        line -> List.of("ranked", "capital", "yardstick").indexOf(line.get(0)))
                .thenComparing(line -> -Double.parseDouble(line.get(2))));
    }

    private List<String> line(Standing standing, ComparisonResult result, String commit) {
        Outcome outcome = standing.outcome();
        Estimate difference = standing.difference();
        List<String> cells = new ArrayList<>(List.of(
                standing.place().shown(),
                spelled(outcome.name()),
                number(difference.value()),
                number(difference.low()),
                number(difference.high()),
                number(standing.improvement().value()),
                number(standing.interquartileMean().value()),
                Integer.toString(standing.capitalExcess()),
                Integer.toString(outcome.contestant().runs().size()),
                number(outcome.mean(EpisodeRow.Field.TURNOVER)),
                number(outcome.decisionMicros()),
                outcome.contestant().trainingCpuSeconds().isPresent()
                        ? number(outcome.contestant().trainingCpuSeconds().getAsDouble())
                        : "",
                Contestants.sha256(String.join(" ", outcome.contestant().identities())),
                result.lived(),
                commit));
        standing.differences().forEach(d -> cells.add(number(d.value())));
        return cells;
    }

    /** A comma would be the next cell. */
    private static String spelled(String name) {
        return name.replace(',', ';');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private List<String> columns() {
        List<String> all = new ArrayList<>(COLUMNS);
        all.addAll(worlds.scenarios());
        return all;
    }

    private String header() {
        return String.join(",", columns());
    }

    private String title() {
        return "# LoanTwin leaderboard; worlds version " + worlds.version() + "; hash " + worlds.hash()
                + "; thousandths of reward a day against hold";
    }

    /** Returns the file's text. */
    public String text() {
        StringBuilder text =
                new StringBuilder(title()).append('\n').append(header()).append('\n');
        lines.forEach(line -> text.append(String.join(",", line)).append('\n'));
        return text.toString();
    }
}
