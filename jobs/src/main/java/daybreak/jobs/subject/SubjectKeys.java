package daybreak.jobs.subject;

import daybreak.schemas.subject.Subject;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Makes sure of what metrics, alerts and their digests take for granted: within a day, a subject's key has one row. */
public final class SubjectKeys {

    private SubjectKeys() {}

    /**
     * Looks at the rows of all subjects.
     *
     * @param rowsOf the rows of a subject, in the session given
     * @throws DoubledKeyException naming the first subject that has a key twice, and how many such keys it has
     */
    public static void requireUnique(
            SparkSession session,
            Collection<Subject> subjects,
            BiFunction<SparkSession, Subject, Dataset<Row>> rowsOf) {
        SparkSession own = session.newSession();
        List<Row> doubled = subjects.stream()
                .map(subject -> doubled(rowsOf.apply(own, subject), subject))
                .reduce(Dataset::union)
                .map(Dataset::collectAsList)
                .orElse(List.of());
        if (!doubled.isEmpty()) {
            Row first = doubled.get(0);
            throw new DoubledKeyException(first.getString(0), first.getLong(1));
        }
    }

    /** The subject and how many of its keys stand twice or more; no row: none does. */
    private static Dataset<Row> doubled(Dataset<Row> rows, Subject subject) {
        return rows.groupBy("day", subject.key().toArray(String[]::new))
                .count()
                .where("count > 1")
                .groupBy()
                .count()
                .where("count > 0")
                .select(functions.lit(subject.name()), functions.col("count"));
    }
}
