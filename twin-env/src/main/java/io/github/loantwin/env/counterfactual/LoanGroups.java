package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.counterfactual.LoanLife.Fate;
import io.github.loantwin.env.loan.Product;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The loans of two worlds, matched one by one: figures by group, product and score band. */
public final class LoanGroups {
    private final long[] values = new long[GroupFigure.COUNT * LoanGroup.COUNT * Product.COUNT * ScoreBand.COUNT];

    private LoanGroups() {}

    /** Matches the loans of two worlds. */
    static LoanGroups match(Map<Long, LoanLife> base, Map<Long, LoanLife> alternative) {
        LoanGroups groups = new LoanGroups();
        Set<Long> all = new HashSet<>(base.keySet());
        all.addAll(alternative.keySet());
        for (long id : all) {
            groups.add(base.get(id), alternative.get(id));
        }
        return groups;
    }

    /** Adds a loan; it is missing (null) in a world that does not know it. */
    private void add(LoanLife base, LoanLife alternative) {
        LoanLife known = base == null ? alternative : base;
        LoanGroup group = known.old
                ? LoanGroup.OLD
                : base == null
                        ? LoanGroup.ONLY_ALTERNATIVE
                        : alternative == null ? LoanGroup.ONLY_BASE : LoanGroup.BOTH;
        boolean different = base == null || alternative == null || !base.same(alternative);
        add(GroupFigure.LOANS, group, known, 1);
        add(GroupFigure.DIFFERENT, group, known, different ? 1 : 0);
        if (base != null) {
            fates(group, base, GroupFigure.REPAID_BASE, GroupFigure.CHARGED_OFF_BASE, GroupFigure.SOLD_BASE);
            money(group, base, -1);
        }
        if (alternative != null) {
            fates(
                    group,
                    alternative,
                    GroupFigure.REPAID_ALTERNATIVE,
                    GroupFigure.CHARGED_OFF_ALTERNATIVE,
                    GroupFigure.SOLD_ALTERNATIVE);
            money(group, alternative, 1);
        }
    }

    private void fates(LoanGroup group, LoanLife life, GroupFigure repaid, GroupFigure chargedOff, GroupFigure sold) {
        add(repaid, group, life, life.fate == Fate.REPAID ? 1 : 0);
        add(chargedOff, group, life, life.fate == Fate.CHARGED_OFF ? 1 : 0);
        add(sold, group, life, life.fate == Fate.SOLD ? 1 : 0);
    }

    private void money(LoanGroup group, LoanLife life, int sign) {
        add(GroupFigure.PAID_OUT, group, life, sign * life.paidOut);
        add(GroupFigure.INTEREST, group, life, sign * life.interest());
        add(GroupFigure.CHARGE_OFFS, group, life, sign * life.chargeOffs);
        add(GroupFigure.BALANCE, group, life, sign * life.balance);
    }

    private static int index(GroupFigure figure, LoanGroup group, int product, ScoreBand band) {
        int of = (figure.ordinal() * LoanGroup.COUNT + group.ordinal()) * Product.COUNT + product;
        return of * ScoreBand.COUNT + band.ordinal();
    }

    private void add(GroupFigure figure, LoanGroup group, LoanLife life, long amount) {
        values[index(figure, group, life.product, life.band)] += amount;
    }

    /** Returns a figure of a group, product and band. */
    public long get(GroupFigure figure, LoanGroup group, int product, ScoreBand band) {
        return values[index(figure, group, product, band)];
    }

    /** Returns a figure of a group over all bands of a product. */
    public long product(GroupFigure figure, LoanGroup group, int product) {
        long sum = 0;
        for (ScoreBand band : ScoreBand.values()) {
            sum += get(figure, group, product, band);
        }
        return sum;
    }

    /** Returns a figure of a group over all products and bands. */
    public long total(GroupFigure figure, LoanGroup group) {
        long sum = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            sum += product(figure, group, k);
        }
        return sum;
    }

    /** Returns a figure over all groups, of a product and band. */
    public long cell(GroupFigure figure, int product, ScoreBand band) {
        long sum = 0;
        for (LoanGroup group : LoanGroup.values()) {
            sum += get(figure, group, product, band);
        }
        return sum;
    }
}
