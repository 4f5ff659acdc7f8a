package io.github.loantwin.server.grpc;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.counterfactual.Counterfactual;
import io.github.loantwin.env.counterfactual.CounterfactualPlan;
import io.github.loantwin.env.counterfactual.CounterfactualReport;
import io.github.loantwin.env.counterfactual.CounterfactualResult;
import io.github.loantwin.env.counterfactual.CounterfactualTables;
import io.github.loantwin.proto.v1.CounterfactualRequest;
import io.github.loantwin.proto.v1.CounterfactualResponse;
import io.github.loantwin.proto.v1.Reason;
import java.util.List;

/** Two policies in one world. */
final class CounterfactualStudy {
    private static final int MOST_SEEDS = 100;

    private CounterfactualStudy() {}

    static CounterfactualResponse run(
            TwinConfig config, CounterfactualRequest request, Players players, CallTime time) {
        if (request.getSeedsCount() > MOST_SEEDS) {
            throw Refusal.badValue("seeds", "at most " + MOST_SEEDS, request.getSeedsCount());
        }
        List<Long> seeds = request.getSeedsCount() == 0 ? List.of(0L) : request.getSeedsList();
        int from = request.getFromDay() == 0 ? 1 : request.getFromDay();
        CounterfactualPlan plan;
        try {
            plan = new CounterfactualPlan(
                    config,
                    players.named("base", request.getBase(), config),
                    players.named("alternative", request.getAlternative(), config),
                    from,
                    seeds);
        } catch (IllegalArgumentException e) {
            throw Refusal.from(Reason.REASON_BAD_VALUE, "from_day", e);
        }
        try {
            return answer(config, Counterfactual.run(plan, 1, done -> time.check()));
        } catch (IllegalStateException e) {
            throw Refusal.precondition(Reason.REASON_EPISODE_ENDED, "world", e.getMessage());
        }
    }

    private static CounterfactualResponse answer(TwinConfig config, CounterfactualResult result) {
        CounterfactualTables tables = new CounterfactualTables(result);
        return CounterfactualResponse.newBuilder()
                .addTables(Tables.of("figures", tables.figures()))
                .addTables(Tables.of("profit", tables.profit()))
                .addTables(Tables.of("groups", tables.groupsByProduct()))
                .addTables(Tables.of("months", tables.months()))
                .addTables(Tables.of("cells", tables.cells()))
                .addAllSentences(new CounterfactualReport(result).sentences())
                .setConfigHash(config.hash())
                .build();
    }
}
