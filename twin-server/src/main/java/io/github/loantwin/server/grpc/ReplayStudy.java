package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoColumns;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.proto.v1.ReplayEnd;
import io.github.loantwin.proto.v1.ReplayEvent;
import io.github.loantwin.proto.v1.ReplayMonth;
import io.github.loantwin.proto.v1.ReplayScenarioResponse;
import io.github.loantwin.proto.v1.ReplayStart;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Consumer;

/** Lives one episode under a policy and tells its months and events as they come. */
final class ReplayStudy {
    private static final List<String> REGIMES = List.of("an expansion", "a recession", "a crisis");
    private static final int COLUMNS = InfoField.COUNT + 1;

    private final LoanEnv env;
    private final Policy policy;
    private final List<WatchedLimit> limits;
    private final Consumer<ReplayScenarioResponse> out;
    private final double[] month = new double[COLUMNS];
    private YearMonth current = YearMonth.of(1970, 1);
    private boolean monthOpen;
    private int regime;
    private int steps;
    private double episodeReturn;

    ReplayStudy(TwinConfig config, Policy policy, Consumer<ReplayScenarioResponse> out) {
        env = new LoanEnv(config).recordHistory(false);
        this.policy = policy;
        limits = WatchedLimit.of(config);
        this.out = out;
    }

    /** Lives the episode. */
    void run(long seed, CallTime time) {
        ResetResult start = env.reset(seed);
        policy.reset(seed);
        policy.inform(start.info());
        tellStart(start.info());
        float[] action = new float[ActionLayout.SIZE];
        float[] observation = start.observation();
        StepResult result;
        do {
            time.check();
            policy.act(observation, action);
            result = env.step(action);
            observation = result.observation();
            policy.inform(result.info());
            add(result);
        } while (!result.terminated() && !result.truncated());
        tellMonth();
        out.accept(ReplayScenarioResponse.newBuilder()
                .setEnd(ReplayEnd.newBuilder()
                        .setSteps(steps)
                        .setEpisodeReturn(episodeReturn)
                        .setTerminated(result.terminated())
                        .setStateHash(env.stateHash()))
                .build());
    }

    private void tellStart(StepInfo info) {
        TwinConfig config = env.config();
        double[] values = new double[COLUMNS];
        System.arraycopy(info.toArray(), 0, values, 0, InfoField.COUNT);
        ReplayStart.Builder start = ReplayStart.newBuilder()
                .setStartEpochDay(config.episode().startDate().toEpochDay())
                .setConfigHash(config.hash())
                .setValues(NumberArrays.of(values, COLUMNS));
        if (config.get("macro.source").equals("scenario")) {
            start.setScenarioTitle(
                    ScenarioLibrary.describe(config.get("macro.scenario")).title());
        }
        InfoColumns.all().forEach(column -> start.addColumns(column.key()));
        regime = (int) info.get(InfoField.REGIME);
        out.accept(ReplayScenarioResponse.newBuilder().setStart(start).build());
    }

    private void add(StepResult result) {
        steps++;
        episodeReturn += result.reward();
        StepInfo info = result.info();
        long day = (long) info.get(InfoField.EPOCH_DAY);
        YearMonth its = YearMonth.from(LocalDate.ofEpochDay(day));
        if (monthOpen && !its.equals(current)) {
            tellMonth();
        }
        current = its;
        for (InfoField field : InfoField.values()) {
            boolean sums = monthOpen && field.kind() == InfoField.Kind.FLOW;
            month[field.ordinal()] = info.get(field) + (sums ? month[field.ordinal()] : 0);
        }
        month[InfoField.COUNT] = result.reward() + (monthOpen ? month[InfoField.COUNT] : 0);
        monthOpen = true;
        tellEvents(result, day);
    }

    private void tellMonth() {
        out.accept(ReplayScenarioResponse.newBuilder()
                .setMonth(ReplayMonth.newBuilder()
                        .setMonth(current.toString())
                        .setValues(NumberArrays.of(month, COLUMNS)))
                .build());
        monthOpen = false;
    }

    private void tellEvents(StepResult result, long day) {
        int now = (int) result.info().get(InfoField.REGIME);
        if (now != regime) {
            regime = now;
            tell(
                    day,
                    "regime",
                    InfoField.REGIME.key(),
                    now,
                    Double.NaN,
                    "The economy enters " + REGIMES.get(now) + ".");
        }
        for (WatchedLimit limit : limits) {
            limit.look(result.info())
                    .ifPresent(kind -> tell(
                            day,
                            kind,
                            limit.field().key(),
                            result.info().get(limit.field()),
                            limit.bound(),
                            limit.sentence(kind)));
        }
        if (result.terminated()) {
            double ratio = result.info().get(InfoField.CAPITAL_RATIO);
            tell(
                    day,
                    "failure",
                    InfoField.CAPITAL_RATIO.key(),
                    ratio,
                    Double.NaN,
                    String.format(
                            java.util.Locale.ROOT, "The lender fails, at a capital ratio of %.2f %%.", 100 * ratio));
        }
    }

    private void tell(long day, String kind, String field, double value, double limit, String text) {
        out.accept(ReplayScenarioResponse.newBuilder()
                .setEvent(ReplayEvent.newBuilder()
                        .setEpochDay(day)
                        .setKind(kind)
                        .setField(field)
                        .setValue(value)
                        .setLimit(limit)
                        .setText(text))
                .build());
    }
}
