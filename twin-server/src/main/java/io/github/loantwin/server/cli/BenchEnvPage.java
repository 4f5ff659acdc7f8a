package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The page docs/performance.md: measured tables in a text that says what was found. */
final class BenchEnvPage {
    private BenchEnvPage() {}

    static String markdown(List<ReportTable> tables, String command) {
        String text = template().replace("{{command}}", command).replace("{{machine}}", machine());
        for (int i = 0; i < tables.size(); i++) {
            text = text.replace("{{table" + i + "}}", table(tables.get(i)));
        }
        return text;
    }

    private static String template() {
        try (InputStream in = BenchEnvPage.class.getResourceAsStream("performance.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns processor, number of processors, Java. */
    static String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %s %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"));
    }

    private static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try {
                return Files.readAllLines(info).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    private static String table(ReportTable table) {
        StringBuilder text = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (TableColumn column : table.columns()) {
            String unit = column.unit().isEmpty() ? "" : ", " + column.unit();
            text.append("| ").append(column.title()).append(unit).append(' ');
            rule.append(column.numeric() ? "|---:" : "|---");
        }
        text.append("|\n").append(rule).append("|\n");
        for (Object[] row : table.rows()) {
            for (int c = 0; c < row.length; c++) {
                text.append("| ").append(table.columns().get(c).shown(row[c])).append(' ');
            }
            text.append("|\n");
        }
        return text.toString().stripTrailing();
    }
}
