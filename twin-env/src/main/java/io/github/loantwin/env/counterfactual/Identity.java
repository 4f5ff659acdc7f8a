package io.github.loantwin.env.counterfactual;

/** An equation that holds to the last ten-thousandth, or the comparison is not shown. */
final class Identity {
    private Identity() {}

    static void require(String rule, long left, long right) {
        if (left != right) {
            throw new IllegalStateException(rule + " must hold exactly, got " + left + " and " + right + ".");
        }
    }
}
