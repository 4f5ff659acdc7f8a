package io.github.loantwin.optimizer.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small files made by hand, each with an optimum that can be found on paper. */
class QpsReaderTest {
    private static QpsProblem parse(String text) {
        return QpsReader.parse(text.lines().toList(), "hand.qps");
    }

    private static double optimum(String text) {
        QpsProblem problem = parse(text);
        Solution solution = problem.solve();
        assertEquals(SolveStatus.OPTIMAL, solution.status(), solution::toString);
        return problem.objective(solution);
    }

    /** The example of Maros and Meszaros (1999): min 4 + 1.5 x - 2 y + (8 x^2 + 4 x y + 10 y^2) / 2. */
    private static final String EXAMPLE =
            """
            * an example
            NAME          QP example
            ROWS
             N  obj
             G  r1
             L  r2
            COLUMNS
                c1        r1        2.0            r2        -1.0
                c1        obj       1.5
                c2        r1        1.0            r2        2.0
                c2        obj       -2.0
            RHS
                rhs1      obj       -4.0
                rhs1      r1        2.0            r2        6.0
            BOUNDS
             UP bnd1      c1        20.0
            QUADOBJ
                c1        c1        8.0
                c1        c2        2.0
                c2        c2        10.0
            ENDATA
            """;

    /** On 2 x + y = 2 the derivative is 1.5 + 8x + 2y - 2 (-2 + 2x + 10y) = 0, so that x = 0.7625, y = 0.475. */
    @Test
    void theFormatsExample() {
        QpsProblem problem = parse(EXAMPLE);
        assertEquals("QP", problem.name());
        Solution solution = problem.solve();
        assertEquals(0.7625, solution.x()[0], 1e-9);
        assertEquals(0.475, solution.x()[1], 1e-9);
        assertEquals(8.371875, problem.objective(solution), 1e-8);
    }

    @Test
    void bothTrianglesGiveTheSame() {
        String both = EXAMPLE.replace("QUADOBJ", "QMATRIX")
                .replace("    c2        c2        10.0", "    c2        c1        2.0\n    c2        c2        10.0");
        assertEquals(8.371875, optimum(both), 1e-8);
    }

    @Test
    void otherSectionNameMeansTheSame() {
        assertEquals(8.371875, optimum(EXAMPLE.replace("QUADOBJ", "QSECTION")), 1e-8);
    }

    private static String oneRow(String type, String sense, String more) {
        return "NAME T\n" + sense + "ROWS\n N obj\n " + type + " r\n N free\nCOLUMNS\n x obj 1 r 1\n x free 7\n"
                + "RHS\n rhs r 4\n" + more + "ENDATA\n";
    }

    private static final String MAX = "OBJSENSE\n MAX\n";
    private static final String FREE = "BOUNDS\n FR b x\n";

    /** Range R of a row with side 4: L is [4-|R|, 4], G is [4, 4+|R|], E is [4, 4+R] or [4+R, 4] by R's sign. */
    @Test
    void ranges() {
        assertEquals(1, optimum(oneRow("L", "", "RANGES\n rng r 3\n" + FREE)), 1e-8);
        assertEquals(4, optimum(oneRow("L", MAX, "RANGES\n rng r -3\n" + FREE)), 1e-8);
        assertEquals(4, optimum(oneRow("G", "", "RANGES\n rng r 3\n" + FREE)), 1e-8);
        assertEquals(7, optimum(oneRow("G", MAX, "RANGES\n rng r 3\n" + FREE)), 1e-8);
        assertEquals(4, optimum(oneRow("E", "", "RANGES\n rng r 3\n" + FREE)), 1e-8);
        assertEquals(7, optimum(oneRow("E", MAX, "RANGES\n rng r 3\n" + FREE)), 1e-8);
        assertEquals(1, optimum(oneRow("E", "", "RANGES\n rng r -3\n" + FREE)), 1e-8);
        assertEquals(4, optimum(oneRow("E", MAX, "RANGES\n rng r -3\n" + FREE)), 1e-8);
        assertEquals(4, optimum(oneRow("E", MAX, "RANGES\n rng r 0\n" + FREE)), 1e-8);
    }

    @Test
    void bounds() {
        assertEquals(0, optimum(oneRow("L", "", "")), 1e-8); // x >= 0 unless said otherwise
        assertEquals(-3, optimum(oneRow("L", "", "BOUNDS\n LO b x -3\n")), 1e-8);
        assertEquals(2, optimum(oneRow("L", MAX, "BOUNDS\n UP b x 2\n")), 1e-8);
        assertEquals(-2, optimum(oneRow("L", MAX, "BOUNDS\n UP b x -2\n")), 1e-8); // frees x below
        assertEquals(1.5, optimum(oneRow("L", "", "BOUNDS\n FX b x 1.5\n")), 1e-8);
        assertEquals(1.5, optimum(oneRow("L", "", "BOUNDS\n FX x 1.5\n")), 1e-8); // without the set's name
        assertEquals(4, optimum(oneRow("L", MAX, "BOUNDS\n MI b x\n PL b x\n")), 1e-8);
        assertEquals(SolveStatus.UNBOUNDED, parse(oneRow("L", "", FREE)).solve().status());
        String tooLow = oneRow("G", "", "BOUNDS\n UP b x 3\n");
        assertEquals(SolveStatus.INFEASIBLE, parse(tooLow).solve().status());
    }

    /** The objective's right-hand side is minus its constant, under either sense. */
    @Test
    void objectiveConstant() {
        assertEquals(-5, optimum(oneRow("L", "", "RHS\n rhs obj 5\n")), 1e-8);
        assertEquals(4 + 5, optimum(oneRow("L", MAX, "RHS\n rhs obj -5\n")), 1e-8);
        assertEquals(4, optimum(oneRow("G", "", "RHS\n r 4\n")), 1e-8); // without the set's name
    }

    @Test
    void nonconvexObjectiveNamesTheVariable() {
        QpsProblem saddle = parse(oneRow("L", "", "BOUNDS\n UP b x 2\nQUADOBJ\n x x -1\n"));
        String message =
                assertThrows(IllegalArgumentException.class, saddle::solve).getMessage();
        assertTrue(message.contains("negative curvature at variable 'x'."), message);
    }

    /** Names with blanks stand in fixed columns. */
    @Test
    void fixedColumns() {
        String text =
                """
                NAME          FIXED
                ROWS
                 N  COST
                 G  ROW ONE
                COLUMNS
                    COL ONE   COST               2.0   ROW ONE            1.0
                RHS
                    RHS       ROW ONE            3.0
                ENDATA
                """;
        assertEquals(6, optimum(text), 1e-8);
        assertEquals(List.of("COL ONE"), parse(text).variables());
    }

    private static void assertError(String text, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage();
        assertTrue(message.startsWith("hand.qps, line ") && message.contains(part), message);
    }

    @Test
    void infiniteBounds() {
        assertEquals(4, optimum(oneRow("L", MAX, "BOUNDS\n UP b x Inf\n LO b x -1e30\n")), 1e-8);
        assertEquals(
                SolveStatus.UNBOUNDED,
                parse(oneRow("L", "", "BOUNDS\n LO b x -Infinity\n")).solve().status());
    }

    @Test
    void errorsNameLineAndColumn() {
        String wrong = EXAMPLE.replace("c2        c2", "c2        c9");
        String message =
                assertThrows(IllegalArgumentException.class, () -> parse(wrong)).getMessage();
        assertTrue(message.startsWith("hand.qps, line 20, column 15: variable 'c9' is not in COLUMNS"), message);
        assertError(oneRow("L", "", "BOUNDS\n BV b x\n"), "line 12, column 2: variables must be continuous");
        assertError(oneRow("L", "", "BOUNDS\n XX b x\n"), "line 12, column 2: the type of a bound must be");
        assertError(oneRow("L", "", "BOUNDS\n UP b y 1\n"), "line 12, column 7: variable 'y' is not in COLUMNS");
        assertError(EXAMPLE.replace("20.0", "twenty"), "line 16, column 25: a number is needed here, got 'twenty'");
        assertError(EXAMPLE.replace("20.0", "NaN"), "line 16, column 25: a number is needed here, got 'NaN'");
        assertError(
                EXAMPLE.replace("r1        2.0            r2", "r9        2.0            r2"),
                "row 'r9' is not in ROWS");
        assertError(
                EXAMPLE.replace(" L  r2", " L"),
                "line 6, column 2: a line of ROWS must have a type and a name, got 'L'");
        assertError(EXAMPLE.replace("ENDATA\n", ""), "the last section must be ENDATA");
        assertThrows(IllegalArgumentException.class, () -> parse(oneRow("X", "", "")));
        assertThrows(IllegalArgumentException.class, () -> parse("NAME EMPTY\nENDATA\n"));
        assertThrows(IllegalArgumentException.class, () -> parse(EXAMPLE.replace("20.0", "twenty")));
    }
}
