package io.github.loantwin.env.random;

/**
 * The named streams of the world's randomness; together with seed, entity and date a stream names one draw.
 *
 * <p>Codes are part of the reproducibility contract: never reuse or renumber one. 10 was the use of cards, which is the
 * second number of LOAN_MONTH now.
 */
public enum Stream {
    /** Domain randomisation of config parameters; entity = parameter path hash. */
    CONFIG(1),
    /** Macro shocks; entity = variable, date = month number. */
    MACRO_SHOCK(2),
    /** Regime switches; date = month number. */
    MACRO_REGIME(3),
    /** Daily bridge noise of rates, spread and volatility; entity = variable, date = day. */
    MACRO_DAILY(4),
    /** Number of applicants; entity = product, date = day. */
    ARRIVALS(5),
    /** Characteristics of one applicant; entity = applicant, date = index of the characteristic pair. */
    APPLICANT(6),
    /** Decisions of one applicant (reach, take-up); entity = applicant. */
    TAKE_UP(7),
    /**
     * A loan's monthly luck: first its move (delinquency, charge-off, prepayment), second the use of a card; entity =
     * applicant, date = month number.
     */
    LOAN_MONTH(8),
    /** Loss severity of a charged-off loan; entity = applicant. */
    SEVERITY(9),
    /** Choice of loans for sale; entity = applicant, date = month on book. */
    SALE(11),
    /** Competitors' price noise; entity = product, date = day or month. */
    COMPETITOR(12),
    /** The seasoned starting book; entity = position in the book. */
    STARTING_BOOK(13),
    /** Keys of episodes, slots and forks. */
    EPISODE(14),
    /** Policies that act at random; never used by the world. */
    POLICY(15);

    private final int code;

    Stream(int code) {
        this.code = code;
    }

    /** Returns the stable code that enters the counter. */
    public int code() {
        return code;
    }
}
