package io.github.loantwin.agents.worlds;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.config.TwinConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * The hash of frozen worlds: seeds, length of the year, and the text of every file that an economy is read from.
 *
 * <p>Text, not the monthly figures that are interpolated from it: a logarithm that rounds its last bit otherwise is another
 * program, which every result names, but not another world. Line ends and blanks at the end of a line do not count.
 */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns 64 hexadecimal digits. */
    static String of(Worlds worlds) {
        Fingerprint print = new Fingerprint();
        print.text("worlds " + worlds.version() + " " + worlds.config());
        print.text(worlds.training() + " " + worlds.validation() + " " + worlds.tuning() + " " + worlds.test());
        for (String scenario : worlds.scenarios()) {
            TwinConfig twin = worlds.config(scenario);
            print.text(scenario + " " + twin.get("episode.startDate") + " " + twin.get("episode.simulationDays"));
            if (scenario.equals(Worlds.DEFAULT_ECONOMY)) {
                print.file("macro/var.yaml");
                print.file("macro/models/" + twin.get("macro.model") + ".yaml");
            } else {
                print.file("macro/scenario.yaml");
                print.scenario(scenario);
            }
        }
        return print.hex();
    }

    /** Adds the file of a scenario, and the table that it is cut from. */
    private void scenario(String name) {
        String file = name.contains(".") ? name : "scenarios/" + name + ".yaml";
        file(file);
        if (file.endsWith(".yaml")) {
            JsonNode table = Settings.parse(Settings.text(file), file, JsonNode.class)
                    .path("window")
                    .path("table");
            if (table.isString()) {
                scenario(table.stringValue());
            }
        }
    }

    private void file(String name) {
        text(Settings.text(name));
    }

    /** Adds a text, as its lines without trailing blanks, and an end mark. */
    void text(String text) {
        text.stripTrailing()
                .lines()
                .forEach(line -> digest.update((line.stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8)));
        digest.update((byte) 0);
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
