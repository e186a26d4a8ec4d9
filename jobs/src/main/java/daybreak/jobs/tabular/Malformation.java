package daybreak.jobs.tabular;

import org.jspecify.annotations.Nullable;

/**
 * Why a record cannot be taken as a row.
 *
 * @param byteOffset of {@link Kind#UNDECODABLE}: where in the file the first undecodable byte is, counted from 0; null of
 *     every other kind
 */
public record Malformation(Kind kind, @Nullable Long byteOffset) {

    /** Of a record; about what a file of a million columns, or a book in a cell, takes. */
    public static final int MOST_CHARACTERS = 1 << 24;

    /** Of a record. */
    public static final int MOST_CELLS = 1 << 20;

    /** What is wrong. A record has one: the first of this order. */
    public enum Kind {
        /** Longer than {@value #MOST_CHARACTERS} characters or {@value #MOST_CELLS} cells. */
        TOO_LONG,
        /** Text stands after a closing quote, a quote is never closed, or one opens within a cell and closes within another. */
        QUOTES,
        /** It lies below a second header: another table begins there. */
        SECOND_TABLE,
        /** It has more or fewer cells than the header; of a header, than the records. */
        CELL_COUNT,
        /** It holds a byte that is no text in the file's encoding. */
        UNDECODABLE,
        /** It holds the character U+0000, which no text has and few stores keep. */
        NUL
    }

    public Malformation {
        if ((kind == Kind.UNDECODABLE) != (byteOffset != null)) {
            throw new IllegalArgumentException("An undecodable byte, and nothing else, has an offset");
        }
    }

    static Malformation of(Kind kind) {
        return new Malformation(kind, null);
    }

    static Malformation undecodable(long byteOffset) {
        return new Malformation(Kind.UNDECODABLE, byteOffset);
    }
}
