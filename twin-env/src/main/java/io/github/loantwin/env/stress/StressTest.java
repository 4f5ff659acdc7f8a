package io.github.loantwin.env.stress;

import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.ParallelRuns;
import io.github.loantwin.env.check.ArgCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Lives every scenario under every policy on the same seeds.
 *
 * <p>A seed is one lender with one stream of applicants and one luck, whatever the scenario and the policy, so that
 * differences between cells are the scenario's or the policy's doing. Results do not depend on the number of threads.
 */
public final class StressTest {
    private StressTest() {}

    /**
     * Runs a stress test.
     *
     * @param cases the scenarios; their names must differ
     * @param policies the policies; their names must differ
     * @param seeds the seeds
     * @param limit lowest capital ratio that is allowed
     * @param threads how many runs at a time
     * @param done told how many of the cases x policies x seeds runs are done
     */
    public static StressResult run(
            List<StressCase> cases,
            List<NamedPolicy> policies,
            long[] seeds,
            double limit,
            int threads,
            IntConsumer done) {
        List<String> names = policies.stream().map(NamedPolicy::name).toList();
        check(cases, names, seeds);
        int cells = cases.size() * policies.size();
        List<StressRun> runs = ParallelRuns.run(
                threads,
                cells * seeds.length,
                job -> {
                    int cell = job / seeds.length;
                    NamedPolicy policy = policies.get(cell / cases.size());
                    StressCase scenario = cases.get(cell % cases.size());
                    return StressRun.of(scenario.config(), policy.make(), seeds[job % seeds.length]);
                },
                done);
        List<StressCell> results = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            results.add(new StressCell(
                    cases.get(c % cases.size()),
                    names.get(c / cases.size()),
                    runs.subList(c * seeds.length, (c + 1) * seeds.length)));
        }
        return new StressResult(cases, names, Arrays.stream(seeds).boxed().toList(), results, limit);
    }

    private static void check(List<StressCase> cases, List<String> policies, long[] seeds) {
        ArgCheck.that(!cases.isEmpty() && !policies.isEmpty() && seeds.length > 0, "scenario, policy and seed", "none");
        List<String> names = cases.stream().map(StressCase::name).toList();
        ArgCheck.that(new HashSet<>(names).size() == names.size(), "scenarios must have different names", names);
        ArgCheck.that(new HashSet<>(policies).size() == policies.size(), "policies must differ", policies);
        cases.forEach(scenario -> scenario.config().model()); // compiled once, before the threads share it
    }
}
