package io.github.loantwin.optimizer.model;

import java.util.ArrayList;
import java.util.List;

/** The linear limits of an allocation, as rows. */
final class LimitRows {
    private LimitRows() {}

    static List<LimitRow> of(Assets assets, Limits limits) {
        int n = assets.size();
        List<LimitRow> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String name = assets.names().get(i);
            rows.add(new LimitRow("no short position", name, unit(n, i, -1), 0, true, true));
        }
        for (int i = 0; i < n && limits.cap().isPresent(); i++) {
            double cap = limits.cap().getAsDouble();
            rows.add(new LimitRow("cap", assets.names().get(i), unit(n, i, 1), cap, false, false));
        }
        for (GroupLimit group : limits.groups()) {
            double[] members = new double[n];
            double[] negative = new double[n];
            for (String member : group.of()) {
                members[assets.index(member)] = 1;
                negative[assets.index(member)] = -1;
            }
            group.atLeast()
                    .ifPresent(floor -> rows.add(
                            new LimitRow(group.name(), String.join(" + ", group.of()), negative, -floor, true, false)));
            group.atMost()
                    .ifPresent(cap -> rows.add(
                            new LimitRow(group.name(), String.join(" + ", group.of()), members, cap, false, false)));
        }
        return rows;
    }

    private static double[] unit(int n, int i, double value) {
        double[] row = new double[n];
        row[i] = value;
        return row;
    }
}
