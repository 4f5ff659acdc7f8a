package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Checks pages that reports write. */
final class Pages {
    /** What makes a browser fetch something: addresses in attributes, style rules that load, other protocols. */
    private static final Pattern FETCHED =
            Pattern.compile("(src|srcset|href|action|data)=\"(?!#|data:)|url\\((?!#)|@import|<link|<script|<iframe");

    private Pages() {}

    /** Returns a page read by a real parser, which refuses what is not well-formed. */
    static Document parsed(String html) {
        try {
            String xml = html.replaceFirst("<!DOCTYPE html>", "");
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    /** Checks that a page fetches nothing. */
    static void assertSelfContained(String html) {
        java.util.regex.Matcher matcher = FETCHED.matcher(html);
        boolean found = matcher.find();
        assertFalse(found, () -> "fetches: " + html.substring(matcher.start(), matcher.start() + 80));
        String known = html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "");
        assertFalse(known.contains("http:") || known.contains("https:"), "names an address");
    }
}
