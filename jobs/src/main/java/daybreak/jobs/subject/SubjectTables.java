package daybreak.jobs.subject;

import daybreak.jobs.entity.EntityViews;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.Parts;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.subject.Facts;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Computes day facts and subjects and writes them into the warehouse, under the run. */
public final class SubjectTables {

    private final SparkSession session;
    private final ExportContracts contracts;
    private final WarehousePaths paths;
    private final Facts facts;
    private final Map<String, Subject> subjects;
    private final Map<String, StructType> schemas = new ConcurrentHashMap<>();

    public SubjectTables(
            SparkSession session,
            ExportContracts contracts,
            WarehousePaths paths,
            Facts facts,
            Map<String, Subject> subjects) {
        this.session = session;
        this.contracts = contracts;
        this.paths = paths;
        this.facts = facts;
        this.subjects = Map.copyOf(subjects);
    }

    /** The table of a subject in the warehouse. */
    public static String tableOf(String subject) {
        return "subject_" + subject;
    }

    /**
     * Writes the day facts of the rows that a run took in.
     *
     * @param taken the parts that this run's ingest wrote
     * @return the parts written
     */
    public List<Part> writeFacts(String run, List<Part> taken) {
        SparkSession own = session.newSession();
        EntityViews views = new EntityViews(contracts, paths, taken);
        List<Part> written = new ArrayList<>();
        facts.sql().forEach((fact, sql) -> {
            views.registerRowsOnly(own, sql);
            written.add(write(own.sql(sql), fact, run));
        });
        return written;
    }

    /**
     * Writes a subject for a range: each day of it where the subject is daily, else its last day.
     *
     * @param standing the views over all parts of the warehouse, this run's ingest and facts included
     */
    public Part writeSubject(Subject subject, String run, LocalDate from, LocalDate to, EntityViews standing) {
        LocalDate first = subject.daily() ? from : to;
        return write(select(subject, first, to, standing), tableOf(subject.name()), run);
    }

    /** A subject's rows for the days of a range, not yet computed. */
    public Dataset<Row> select(Subject subject, LocalDate from, LocalDate to, EntityViews standing) {
        SparkSession own = standing.session(session, from, to, List.of(subject.sql()));
        registerFacts(own, subject.sql(), standing);
        return own.sql(subject.sql(), Map.of("from_day", from, "to_day", to));
    }

    /** Registers the day facts that a statement names as views of a session. */
    public void registerFacts(SparkSession own, String statement, EntityViews standing) {
        facts.sql().keySet().forEach(fact -> {
            if (Pattern.compile("\\b" + fact + "\\b").matcher(statement).find()) {
                standing.once(
                        own,
                        fact,
                        () -> standing.table(own, fact, schemaOf(fact)).createOrReplaceTempView(fact));
            }
        });
    }

    /** The subject's columns, found by analysing its statement over empty tables. */
    public StructType schemaOf(Subject subject) {
        LocalDate any = LocalDate.EPOCH;
        return select(subject, any, any, new EntityViews(contracts, paths, List.of()))
                .schema();
    }

    /** All subjects by name. */
    public Map<String, Subject> subjects() {
        return subjects;
    }

    private StructType schemaOf(String fact) {
        SparkSession empty = session.newSession();
        String sql = facts.sql().get(fact);
        if (sql == null) {
            throw new IllegalArgumentException("there is no day fact named " + fact);
        }
        new EntityViews(contracts, paths, List.of()).registerRowsOnly(empty, sql);
        return empty.sql(sql).schema();
    }

    /** The rows of a subject that this run wrote, in the session given. */
    public Dataset<Row> read(SparkSession any, Subject subject, List<Part> written) {
        return Parts.read(any, paths, writtenSchema(subject), ofSubject(subject, written));
    }

    /** As {@link #read}, in as many tasks as wrote them. */
    public Dataset<Row> readAsWritten(SparkSession any, Subject subject, List<Part> written) {
        return Parts.readAsWritten(any, paths, writtenSchema(subject), ofSubject(subject, written));
    }

    private StructType writtenSchema(Subject subject) {
        StructType schema = schemas.get(tableOf(subject.name()));
        if (schema == null) {
            throw new IllegalStateException("the subject " + subject.name() + " is not written yet");
        }
        return schema;
    }

    private static List<Part> ofSubject(Subject subject, List<Part> written) {
        String table = tableOf(subject.name());
        return written.stream().filter(part -> part.table().equals(table)).toList();
    }

    /** Writes rows into a table of the warehouse, and remembers their columns for who reads them in this run. */
    public Part write(Dataset<Row> rows, String table, String run) {
        schemas.put(table, rows.schema());
        return Parts.write(rows, paths, table, run);
    }
}
