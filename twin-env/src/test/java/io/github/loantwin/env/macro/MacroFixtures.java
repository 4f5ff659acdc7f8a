package io.github.loantwin.env.macro;

import io.github.loantwin.env.calendar.SimulationCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Configs and economies that several tests use. */
final class MacroFixtures {
    private MacroFixtures() {}

    /** Reads configs/macro/NAME.yaml as the loader does: unknown and missing keys fail. */
    static MacroConfig config(String name) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (InputStream in = MacroFixtures.class.getResourceAsStream("/loantwin/configs/macro/" + name + ".yaml")) {
            return mapper.readValue(in, MacroConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SimulationCalendar calendar() {
        return new SimulationCalendar(LocalDate.of(2026, 1, 1));
    }

    static Economy economy(MacroConfig config) {
        return new Economy(MacroModel.compile(config), calendar());
    }

    /** Resets and walks to a day. */
    static Economy walk(Economy economy, long key, int lastDay) {
        economy.reset(key, MacroConfig.StartRegime.STATIONARY);
        for (int day = 0; day <= lastDay; day++) {
            economy.startDay(day);
        }
        return economy;
    }
}
