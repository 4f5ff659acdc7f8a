package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    private static final String SOURCE = "synthetic episode of the test, seed 1";

    @Test
    void drawsEveryFigureAsPngAndSvgWithoutADisplay(@TempDir Path folder) throws IOException {
        assertTrue(java.awt.GraphicsEnvironment.isHeadless());
        Path target = Path.of(System.getProperty("loantwin.figures", folder.toString()));
        EpisodeRecorder recorder = SyntheticEpisode.record(SyntheticEpisode.columns(), 1, 365);
        List<Figure> figures = new EpisodeFigures(recorder, SyntheticEpisode.LIMITS, SOURCE).all();
        assertEquals(
                List.of(
                        "balances",
                        "delinquency",
                        "charge_offs",
                        "charge_offs_by_product",
                        "income",
                        "capital_liquidity",
                        "risk",
                        "economy",
                        "reward",
                        "policy"),
                figures.stream().map(Figure::name).toList());
        List<Path> files = FigureFiles.write(figures, target);
        assertEquals(20, files.size());
        for (int i = 0; i < figures.size(); i++) {
            checkPng(figures.get(i), files.get(2 * i));
            checkSvg(figures.get(i), files.get(2 * i + 1));
        }
    }

    private static void checkPng(Figure figure, Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(2 * figure.width(), image.getWidth());
        assertEquals(2 * figure.height(), image.getHeight());
        long inked = 0;
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) {
                inked += (image.getRGB(x, y) & 0xFFFFFF) != 0xFFFFFF ? 1 : 0;
            }
        }
        assertTrue(inked > 1000, figure.name() + " is nearly blank: " + inked);
    }

    private static void checkSvg(Figure figure, Path file) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.startsWith("<svg"));
        assertTrue(text.contains("sans-serif\""), "a reader without the first fonts has another");
        assertTrue(text.contains(figure.title()), "the title stays text");
        assertTrue(text.contains(SOURCE));
        assertTrue(Files.size(file) < 130_000, figure.name() + " has " + Files.size(file) + " bytes");
    }

    /** Dates below a panel and the shade of a recession stand where the days are drawn. */
    @Test
    void datesAndShadesLieAlongTheDays() {
        List<Column> columns = new ArrayList<>(SyntheticEpisode.columns());
        columns.removeIf(column -> column.key().equals("regime"));
        columns.add(new Column("regime", "Regime", Column.Unit.COUNT, Column.Kind.STOCK));
        EpisodeRecorder plain = SyntheticEpisode.record(columns, 1, 365);
        EpisodeRecorder recorder = new EpisodeRecorder(columns);
        for (int day = 0; day < 365; day++) {
            double[] row = new double[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = columns.get(i).key().equals("regime")
                        ? (day < 100 ? 0 : 1)
                        : plain.value(columns.get(i).key(), day);
            }
            recorder.add(plain.date(day), row);
        }
        Figure figure = new EpisodeFigures(recorder, SyntheticEpisode.LIMITS, SOURCE).balances();
        String svg = FigureFiles.panelSvgs(figure, "f", "d").get(0);
        Matcher label = Pattern.compile("<text x=\"([0-9.]+)\"[^>]*>2026-").matcher(svg);
        List<Double> places = new ArrayList<>();
        while (label.find()) {
            places.add(Double.parseDouble(label.group(1)));
        }
        assertTrue(places.size() > 8, "dates: " + places);
        for (int i = 1; i < places.size(); i++) {
            assertTrue(places.get(i) - places.get(i - 1) > 40, "dates stand apart: " + places);
        }
        Matcher shade = Pattern.compile("<path d=\"M([0-9.]+) [^\"]*\" fill=\"#e6e9ec\"")
                .matcher(svg);
        assertTrue(shade.find(), "the recession is shaded");
        double part =
                (Double.parseDouble(shade.group(1)) - places.get(0)) / (places.get(places.size() - 1) - places.get(0));
        assertEquals(100.0 / 334, part, 0.05, "from day 100 of the 334 between the first and the last label");
        assertTrue(figure.source().endsWith("Shaded: recession grey."), figure.source());
    }

    @Test
    void anSvgDoesNotChangeFromRunToRun() {
        EpisodeRecorder recorder = SyntheticEpisode.record(SyntheticEpisode.columns(), 1, 30);
        EpisodeFigures figures = new EpisodeFigures(recorder, SyntheticEpisode.LIMITS, SOURCE);
        assertEquals(FigureFiles.svg(figures.policy()), FigureFiles.svg(figures.policy()));
    }

    /** All of them are drawn when the property asks for files to look at. */
    @Test
    void drawsAShortAndALongEpisodeAndAnAttribution(@TempDir Path folder) throws IOException {
        Path target = Path.of(System.getProperty("loantwin.figures", folder.toString()));
        for (int days : new int[] {45, 1095}) {
            EpisodeRecorder recorder = SyntheticEpisode.record(SyntheticEpisode.columns(), 2, days);
            List<Figure> figures = new EpisodeFigures(recorder, SyntheticEpisode.LIMITS, SOURCE).all();
            boolean look = System.getProperty("loantwin.figures") != null;
            for (Figure figure : look ? figures : figures.subList(4, 5)) {
                FigureFiles.writePng(figure, target.resolve(figure.name() + days + ".png"));
            }
        }
        PeriodProfit hold = PeriodProfit.of("hold", SyntheticEpisode.record(SyntheticEpisode.columns(), 3, 365));
        PeriodProfit dear =
                PeriodProfit.of("dear", SyntheticEpisode.record(SyntheticEpisode.columns(), 4, 365, 18e6, 0.01));
        Figure figure = EpisodeFigures.attribution(ProfitAttribution.between(hold, dear), SOURCE);
        FigureFiles.write(List.of(figure), target);
        checkPng(figure, target.resolve("attribution.png"));
    }

    @Test
    void leavesOutWhatWasNotRecorded() {
        List<Column> few = SyntheticEpisode.columns().stream()
                .filter(column -> column.key().startsWith("delinquency"))
                .toList();
        EpisodeRecorder recorder = SyntheticEpisode.record(few, 1, 30);
        EpisodeFigures figures = new EpisodeFigures(recorder, SyntheticEpisode.LIMITS, SOURCE);
        assertEquals(
                List.of("delinquency"), figures.all().stream().map(Figure::name).toList());
        assertThrows(IllegalArgumentException.class, figures::balances);
        EpisodeRecorder single = SyntheticEpisode.record(few, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> new EpisodeFigures(single, SyntheticEpisode.LIMITS, SOURCE));
        assertFalse(recorder.has("delinquency_rate", "balance_auto"));
    }
}
