package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.env.reward.Reward;
import io.github.loantwin.env.sim.EpisodeConfig;
import io.github.loantwin.env.space.Box;
import io.github.loantwin.proto.v1.BoxSpace;
import io.github.loantwin.proto.v1.GetSpecRequest;
import io.github.loantwin.proto.v1.GetSpecResponse;
import io.github.loantwin.proto.v1.InfoFieldSpec;
import io.github.loantwin.proto.v1.ListScenariosResponse;
import io.github.loantwin.proto.v1.ScenarioEntry;
import java.util.List;
import java.util.Locale;

/** What there is: spaces, info fields, defaults, scenarios. */
final class Specs {
    private static final List<String> REWARDS = List.of("financial", "risk", "regulatory", "operational");

    private Specs() {}

    static GetSpecResponse of(GetSpecRequest request, Worlds worlds) {
        String id = EnvView.requireId(request.getEnvId());
        TwinConfig config = worlds.of(request.getWorld());
        EpisodeConfig episode = config.episode();
        EnvView view = EnvView.of(id, config);
        int days = episode.decisionDays();
        GetSpecResponse.Builder spec = GetSpecResponse.newBuilder()
                .setEnvId(id)
                .setObservationSpace(box(view.observationSpace()))
                .setActionSpace(box(view.actionSpace()))
                .addAllRewardNames(REWARDS)
                .setRewardWeights(NumberArrays.of(weights(config), Reward.SIZE))
                .setMaxEpisodeSteps((episode.simulationDays() + days - 1) / days)
                .setSimulationDays(episode.simulationDays())
                .setDecisionDays(days)
                .setInitialLoans(episode.initialLoans())
                .setMaxPortfolioSize(episode.maxPortfolioSize())
                .setConfigHash(config.hash())
                .setConfigYaml(config.toYaml())
                .setNormalizedOffset(NumberArrays.of(view.layout().offset(), ObservationLayout.SIZE))
                .setNormalizedScale(NumberArrays.of(view.layout().scale(), ObservationLayout.SIZE))
                .setBytesPerEnv(Worlds.bytes(config, 1))
                .setStartEpochDay(episode.startDate().toEpochDay());
        for (InfoField field : InfoField.values()) {
            spec.addInfoFields(InfoFieldSpec.newBuilder()
                    .setName(field.key())
                    .setLabel(field.label())
                    .setUnit(InfoFieldSpec.Unit.valueOf("UNIT_" + field.unit().name()))
                    .setKind(InfoFieldSpec.Kind.valueOf("KIND_" + field.kind().name())));
        }
        for (Product product : Product.values()) {
            spec.addProducts(product.name().toLowerCase(Locale.ROOT));
        }
        return spec.build();
    }

    /** NaN for weights that are drawn per episode. */
    private static double[] weights(TwinConfig config) {
        String[] texts =
                config.get("reward.weights").replaceAll("[\\[\\] ]", "").split(",");
        double[] weights = new double[Reward.SIZE];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = texts.length == Reward.SIZE && texts[c].matches("[0-9.eE-]+")
                    ? Double.parseDouble(texts[c])
                    : Double.NaN;
        }
        return weights;
    }

    private static BoxSpace box(Box space) {
        float[] low = new float[space.size()];
        float[] high = new float[space.size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = space.low(i);
            high[i] = space.high(i);
        }
        return BoxSpace.newBuilder()
                .addAllNames(space.names())
                .setLow(NumberArrays.of(low, low.length))
                .setHigh(NumberArrays.of(high, high.length))
                .build();
    }

    static ListScenariosResponse scenarios() {
        ListScenariosResponse.Builder list = ListScenariosResponse.newBuilder().addAllPresets(Worlds.PRESETS);
        for (String name : ScenarioLibrary.names()) {
            ScenarioLibrary.Entry entry = ScenarioLibrary.describe(name);
            list.addScenarios(ScenarioEntry.newBuilder()
                    .setName(entry.name())
                    .setTitle(entry.title())
                    .setDescription(entry.description())
                    .setSource(entry.source())
                    .setStart(entry.start())
                    .setMonths(entry.months()));
        }
        return list.build();
    }
}
