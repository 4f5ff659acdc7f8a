package io.github.loantwin.optimizer.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads MPS files (linear) and QPS files (quadratic), in free or fixed columns.
 *
 * <p>Sections: NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, QUADOBJ or QSECTION (one triangle of Q) or QMATRIX (both),
 * ENDATA; the objective is c'x + x'Qx/2 + constant. Conventions where files differ: the first N row is the objective, other
 * N rows are read and dropped; a right-hand side of the objective is minus its constant; a negative upper bound without a
 * lower one frees the variable below; integer variables are refused. Source: Maros, Meszaros, A repository of convex
 * quadratic programming problems (1999), and the MPS format as IBM's CPLEX documents it.
 */
public final class QpsReader {
    private QpsReader() {}

    /** Reads a file; errors name line and column. */
    public static QpsProblem read(Path file) throws IOException {
        return parse(
                Files.readAllLines(file, StandardCharsets.ISO_8859_1),
                file.getFileName().toString());
    }

    /**
     * Reads the lines of a file.
     *
     * @param lines the text
     * @param where what errors call it
     * @throws IllegalArgumentException with the line's number and the field's column, for anything that cannot be understood
     */
    public static QpsProblem parse(List<String> lines, String where) {
        try {
            return new QpsText(where, false).parse(lines);
        } catch (IllegalArgumentException free) { // names with blanks exist in fixed columns only
            try {
                return new QpsText(where, true).parse(lines);
            } catch (IllegalArgumentException fixed) {
                throw free;
            }
        }
    }
}
