package io.github.loantwin.env.stress;

import io.github.loantwin.env.check.ArgCheck;
import java.util.List;
import java.util.Optional;

/**
 * Scenarios under policies on the same seeds.
 *
 * @param cases the scenarios, in the order given
 * @param policies names of the policies, in the order given
 * @param seeds the seeds, the same in every cell
 * @param cells one per scenario and policy: all scenarios of the first policy, then of the second, and so on
 * @param limit lowest capital ratio that is allowed
 */
public record StressResult(
        List<StressCase> cases, List<String> policies, List<Long> seeds, List<StressCell> cells, double limit) {
    public StressResult {
        cases = List.copyOf(cases);
        policies = List.copyOf(policies);
        seeds = List.copyOf(seeds);
        cells = List.copyOf(cells);
        ArgCheck.that(cells.size() == cases.size() * policies.size(), "a cell per scenario and policy", cells.size());
    }

    /** Returns the cells of a policy, in the order of the scenarios. */
    public List<StressCell> of(String policy) {
        return cells.stream().filter(cell -> cell.policy().equals(policy)).toList();
    }

    /** Returns the cell of the first scenario whose name begins with "baseline", under a policy. */
    public Optional<StressCell> baseline(String policy) {
        return of(policy).stream()
                .filter(cell -> cell.scenario().name().startsWith("baseline"))
                .findFirst();
    }
}
