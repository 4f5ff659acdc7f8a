package io.github.loantwin.env.risk;

import java.nio.file.Path;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The shipped risk configuration, read strictly for tests. */
final class RiskConfigs {
    private RiskConfigs() {}

    static RiskConfig shipped() {
        return YAMLMapper.builder()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build()
                .readValue(root().resolve("configs/risk.yaml").toFile(), RiskConfig.class);
    }

    static Path root() {
        return Path.of(System.getProperty("loantwin.root", ".."));
    }
}
