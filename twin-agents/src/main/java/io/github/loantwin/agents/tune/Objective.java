package io.github.loantwin.agents.tune;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** What a search maximises. */
interface Objective {
    /**
     * Tries a choice.
     *
     * @param choice settings by name; empty: none chosen
     * @param steps that may be spent
     * @param progress is told the steps spent so far
     * @return its score; empty if it was stopped
     */
    Optional<Score> score(Map<String, Object> choice, long steps, LongConsumer progress);

    /**
     * How good a choice is.
     *
     * @param gain the larger the better; negative infinity: it failed
     * @param standardError of the gain
     * @param remark why it failed; empty if it did not
     */
    record Score(double gain, double standardError, String remark) {
        static Score failed(String remark) {
            return new Score(Double.NEGATIVE_INFINITY, Double.NaN, remark);
        }
    }
}
