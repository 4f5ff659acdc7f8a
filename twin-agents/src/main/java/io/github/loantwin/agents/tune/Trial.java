package io.github.loantwin.agents.tune;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training that was scored.
 *
 * @param rung of the search, from 0
 * @param number of the trial, the same on every rung; 0 is the run as it is
 * @param steps decisions of the training
 * @param choice settings chosen, by name; empty for trial 0
 * @param gain mean gain over hold per episode on tuning worlds; negative infinity if training diverged or was refused
 * @param standardError of the gain
 * @param seconds that training and scoring took
 * @param remark why there is no gain; empty if there is one
 */
public record Trial(
        int rung,
        int number,
        long steps,
        Map<String, Object> choice,
        double gain,
        double standardError,
        double seconds,
        String remark) {
    public Trial {
        choice = new LinkedHashMap<>(choice);
    }

    @Override
    public Map<String, Object> choice() {
        return new LinkedHashMap<>(choice);
    }

    /** Returns the choice as a line. */
    public String words() {
        StringBuilder line = new StringBuilder();
        choice.forEach((name, value) -> line.append(line.isEmpty() ? "" : ", ").append(name + " " + value));
        return line.isEmpty() ? "(as the file has it)" : line.toString();
    }
}
