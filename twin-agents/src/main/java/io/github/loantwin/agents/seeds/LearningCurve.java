package io.github.loantwin.agents.seeds;

import io.github.loantwin.env.check.ArgCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Validation scores of a run in order.
 *
 * @param steps decisions until the validation
 * @param gains mean gain over hold per episode
 * @param standardErrors of the means
 */
public record LearningCurve(List<Long> steps, List<Double> gains, List<Double> standardErrors) {
    private static final String FILE = "metrics.csv";

    public LearningCurve {
        steps = List.copyOf(steps);
        gains = List.copyOf(gains);
        standardErrors = List.copyOf(standardErrors);
        ArgCheck.that(
                steps.size() == gains.size() && steps.size() == standardErrors.size(),
                "a curve must have as many gains and standard errors as steps",
                steps.size() + ", " + gains.size() + ", " + standardErrors.size());
    }

    /** Reads the curve of a training run's folder; empty if the folder has no metrics. */
    public static Optional<LearningCurve> ofRun(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readAllLines(file), file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LearningCurve parse(List<String> lines, String where) {
        List<String> header = Arrays.asList(lines.get(0).split(","));
        int gain = header.indexOf("validation/gain_over_hold");
        int error = header.indexOf("validation/standard_error");
        ArgCheck.that(gain > 0 && error > 0, "metrics must have the columns of the validation", where);
        List<Long> steps = new ArrayList<>();
        List<Double> gains = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (!cells[gain].isEmpty()) {
                steps.add(Long.parseLong(cells[0]));
                gains.add(Double.parseDouble(cells[gain]));
                errors.add(Double.parseDouble(cells[error]));
            }
        }
        return new LearningCurve(steps, gains, errors);
    }
}
