package io.github.loantwin.server.cli;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what an agent sees and does. */
@Command(
        name = "env",
        header = "Show what an agent sees and does: names, meanings, bounds.",
        description =
                "Lists the 13 numbers of an observation and the 3 of an action, in the order of their arrays, or with"
                        + " --info everything that comes beside them at every step.",
        footer = {
            "  twin env",
            "  twin env --info --output csv > info-fields.csv",
        })
final class EnvCommand extends TwinCommand {
    private static final List<String> OBSERVATION = List.of(
            "unpaid principal of all loans not charged off, in millions",
            "12-month PD x LGD x EAD over EAD",
            "share of balance 30 or more days past due",
            "net income over equity, trailing 90 days, per year",
            "95 % quantile of one year's loss over EAD",
            "largest product's share of balance",
            "prime rate",
            "last published",
            "over four quarters, last published",
            "over four quarters, last published",
            "100 on day 0, last published",
            "BBB yield over 10-year",
            "daily");
    private static final List<String> ACTION = List.of(
            "relative change of the cut-off scores; above 0 tightens",
            "addition to the offered rates, per year",
            "tilt of new volume to secured products; beyond half also trades");

    @Option(names = "--info", description = "List the fields of the info that comes with every step.")
    private boolean info;

    @Override
    public Integer call() {
        print(info ? infoFields() : spaces());
        return ExitCode.OK;
    }

    private static ReportTable spaces() {
        ReportTable table = new ReportTable(
                "Observation and action (float32)",
                TableColumn.text("space", "Space"),
                TableColumn.number("index", "#", "", 0, 1),
                TableColumn.text("name", "Name"),
                TableColumn.text("low", "Low"),
                TableColumn.text("high", "High"),
                TableColumn.text("meaning", "Meaning"));
        for (int i = 0; i < ObservationLayout.SIZE; i++) {
            String name = ObservationLayout.NAMES.get(i);
            Number low = shown(ObservationLayout.low(i));
            Number high = shown(ObservationLayout.high(i));
            table.row("observation", i, name, low, high, OBSERVATION.get(i));
        }
        for (int i = 0; i < ActionLayout.SIZE; i++) {
            float bound = ActionLayout.bound(i);
            table.row("action", i, ActionLayout.NAMES.get(i), shown(-bound), shown(bound), ACTION.get(i));
        }
        return table;
    }

    /** Returns a bound as it is written: 0.1 rather than the double next to the float. */
    private static Number shown(float bound) {
        if (bound == Math.rint(bound)) {
            return (long) bound;
        }
        return Double.valueOf(Float.toString(bound));
    }

    private static ReportTable infoFields() {
        ReportTable table = new ReportTable(
                "Info: the same fields at every reset and step",
                TableColumn.number("index", "#", "", 0, 1),
                TableColumn.text("key", "Key"),
                TableColumn.text("unit", "Unit"),
                TableColumn.text("kind", "Kind"),
                TableColumn.text("label", "Meaning"));
        for (InfoField field : InfoField.values()) {
            table.row(field.ordinal(), field.key(), lower(field.unit()), lower(field.kind()), field.label());
        }
        return table;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
