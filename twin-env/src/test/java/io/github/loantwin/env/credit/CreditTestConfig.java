package io.github.loantwin.env.credit;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code configs/credit.yaml} for tests. */
final class CreditTestConfig {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    static final CreditConfig DEFAULTS = read(text());
    /** The reference chain: no overlay of business loans, one limit of the stress index for all products. */
    static final CreditConfig REFERENCE = read(
            text().replace("businessOverlay: 0.4", "businessOverlay: 0").replace("maximum: 0.9 ", "maximum: 1.25 "));

    private CreditTestConfig() {}

    static CreditConfig read(String yaml) {
        return MAPPER.readValue(yaml, CreditConfig.class);
    }

    /** Returns the default config with one text replaced by another; fails if the text is not there. */
    static CreditConfig with(String from, String to) {
        String yaml = text();
        if (!yaml.contains(from)) {
            throw new IllegalArgumentException("configs/credit.yaml must contain '" + from + "'.");
        }
        return read(yaml.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    static String text() {
        String root = System.getProperty("loantwin.root", "..");
        try {
            return Files.readString(Path.of(root, "configs", "credit.yaml"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
