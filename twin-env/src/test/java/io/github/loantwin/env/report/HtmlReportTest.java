package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.report.KeyFigure.Mood;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    private static final String HOSTILE = "<script>alert('x')</script> & \"more\"";

    private static HtmlReport page() {
        EpisodeFigures figures = new EpisodeFigures(
                SyntheticEpisode.record(SyntheticEpisode.columns(), 1, 400),
                SyntheticEpisode.LIMITS,
                "LoanTwin, synthetic, " + HOSTILE);
        HtmlReport page = new HtmlReport("Title " + HOSTILE, "Subtitle " + HOSTILE).fact("Seed" + HOSTILE, HOSTILE);
        page.section("Summary").paragraph(HOSTILE).bullets(List.of(HOSTILE));
        page.figures(List.of(
                KeyFigure.of("Loss" + HOSTILE, HOSTILE, HOSTILE, HOSTILE),
                KeyFigure.limited("Capital", "7.4", "%", "under the limit of 8 %", false)));
        page.section("Summary").heading(HOSTILE).note(HOSTILE);
        page.table(new ReportTable(
                        "Losses " + HOSTILE,
                        TableColumn.text("product", "Product"),
                        TableColumn.percent("rate", "Rate " + HOSTILE, 1))
                .row(HOSTILE, 0.171)
                .breach("rate")
                .sum("All", -0.012));
        figures.all().forEach(figure -> page.figure(figure, "Description " + HOSTILE));
        return page.footer(HOSTILE);
    }

    private static NodeList all(Document document, String tag) {
        return document.getElementsByTagName(tag);
    }

    @Test
    void isWellFormedWithEveryTextEscaped() {
        Document document = Pages.parsed(page().html());
        assertEquals(0, all(document, "script").getLength());
        assertEquals(2, all(document, "h2").getLength());
        assertEquals("Title " + HOSTILE, all(document, "title").item(0).getTextContent());
    }

    @Test
    void fetchesNothing() {
        Pages.assertSelfContained(page().html());
    }

    @Test
    void contentsLeadToSectionsAndNoNameStandsTwice() {
        Document document = Pages.parsed(page().html());
        Set<String> ids = new HashSet<>();
        NodeList elements = all(document, "*");
        for (int i = 0; i < elements.getLength(); i++) {
            String id = ((Element) elements.item(i)).getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
        }
        NodeList links = all(document, "a");
        assertEquals(2, links.getLength());
        for (int i = 0; i < links.getLength(); i++) {
            String target = ((Element) links.item(i)).getAttribute("href");
            assertTrue(ids.contains(target.substring(1)), target);
        }
    }

    @Test
    void tablesShowUnitsSumsAndBreaches() {
        String html = page().html();
        assertTrue(html.contains("<span class=\"unit\">%</span>"));
        assertTrue(html.contains("<td class=\"n breach\">17.1</td>"));
        assertTrue(html.contains("<tr class=\"sum\"><th scope=\"row\">All</th><td class=\"n\">-1.2</td></tr>"));
        assertTrue(html.contains("! breaks its limit."), "colour alone would not do");
        assertFalse(html.contains("NaN"));
    }

    @Test
    void everyFigureHasDescriptionAndSource() {
        Document document = Pages.parsed(page().html());
        NodeList figures = all(document, "figure");
        assertEquals(10, figures.getLength());
        for (int i = 0; i < figures.getLength(); i++) {
            Element figure = (Element) figures.item(i);
            Element svg = (Element) figure.getElementsByTagName("svg").item(0);
            assertEquals("Description " + HOSTILE, svg.getAttribute("aria-label"));
            assertTrue(figure.getTextContent().contains("Source: LoanTwin, synthetic"));
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        assertEquals(page().html(), page().html());
    }

    @Test
    void aBadFigureMustSaySoInWords() {
        assertThrows(IllegalArgumentException.class, () -> new KeyFigure("Capital", "7.4", "%", "", Mood.BAD));
    }
}
