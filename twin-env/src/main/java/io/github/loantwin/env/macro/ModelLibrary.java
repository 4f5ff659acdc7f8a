package io.github.loantwin.env.macro;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The compiled VAR models that ship with the twin, by name. */
final class ModelLibrary {
    static final List<String> NAMES = List.of("us-1990-2025");

    private static final String FOLDER = "/loantwin/configs/macro/models/";

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ModelLibrary() {}

    /** Reads a model; the name is one of {@link #NAMES}. */
    static VarModel load(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("macro.model must be one of " + NAMES + ", got '" + name + "'.");
        }
        String file = name + ".yaml";
        try (InputStream in = ModelLibrary.class.getResourceAsStream(FOLDER + file)) {
            return MAPPER.readValue(in, VarModel.class);
        } catch (JacksonException | IOException e) {
            throw new IllegalArgumentException(
                    "configs/macro/models/" + file + " must hold a compiled model: " + e.getMessage(), e);
        }
    }
}
