package io.github.loantwin.env.validation;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.sim.LoanEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Notes which loans enter 90 days past due, and who is booked. */
final class DefaultWatch implements LoanEvents {
    private final Set<Long> defaulted = new HashSet<>();
    private final List<int[]> booked = new ArrayList<>();
    private long id;
    private int product;
    private long before;

    @Override
    public void booked(long newId, int newProduct, int score, long balance) {
        booked.add(new int[] {newProduct, score});
    }

    @Override
    public void before(long loanId, int loanProduct, int score, Ledger ledger) {
        id = loanId;
        product = loanProduct;
        before = ledger.flow(LoanFlow.NEWLY_DEFAULTED, loanProduct);
    }

    @Override
    public void after(Ledger ledger) {
        if (ledger.flow(LoanFlow.NEWLY_DEFAULTED, product) != before) {
            defaulted.add(id);
        }
    }

    boolean hasDefaulted(long loanId) {
        return defaulted.contains(loanId);
    }

    /** Returns product and score of every loan booked. */
    List<int[]> booked() {
        return booked;
    }
}
