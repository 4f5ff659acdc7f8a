package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void breaksBetweenWords() {
        assertEquals(List.of("one two", "three"), Paragraph.wrapped("one  two\nthree", 9));
    }

    @Test
    void neverBreaksAWord() {
        assertEquals(List.of("a", "considerable", "word"), Paragraph.wrapped("a considerable word", 5));
    }

    @Test
    void noTextGivesAnEmptyLineAtMost() {
        assertEquals(List.of(), Paragraph.wrapped("", 10));
    }
}
