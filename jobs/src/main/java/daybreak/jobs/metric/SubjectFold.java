package daybreak.jobs.metric;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a part of a subject in their cells: in its week, month and quarter and in the whole, in the total and
 * under the row's member of each dimension. All metrics are counted in the one pass. A cell's tallies are handed out in
 * parts where memory would not hold them all.
 *
 * @param slots of the metrics
 * @param dimensionNames of the projection
 * @param distinctColumn of the projection
 * @param periods in which rows are counted
 * @param mostCells more are not held at once
 */
record SubjectFold(
        List<MetricColumns.Slot> slots,
        List<String> dimensionNames,
        int distinctColumn,
        ChangedPeriods periods,
        int mostCells)
        implements MapPartitionsFunction<Row, Row>, Serializable {

    /** One row a cell, metric and part; {@code place} is the metric and the period in one number, see {@link Place}. */
    static final StructType PARTS = new StructType()
            .add("place", DataTypes.LongType, false)
            .add("dimension", DataTypes.StringType, false)
            .add("member", DataTypes.StringType, false)
            .add("exposure", DataTypes.BooleanType, false)
            .add("successes", DataTypes.LongType, false)
            .add("counted", DataTypes.LongType, false)
            .add("waiting", DataTypes.LongType, false)
            .add("amount", DataTypes.DoubleType, false)
            .add("states", DataTypes.BinaryType, false)
            .add("lifetimes", DataTypes.BinaryType, false);

    static final int MOST_CELLS = 50_000;

    private static final int MOST_LIFETIMES = 8_000_000;
    private static final int TOTAL = -1;

    SubjectFold {
        slots = List.copyOf(slots);
        dimensionNames = List.copyOf(dimensionNames);
    }

    /** A metric's number, the kind of a period and its first day, packed into one number. */
    record Place(int metric, PeriodKind kind, LocalDate from) {

        private static final int KINDS = PeriodKind.values().length;

        static Place of(long packed) {
            int high = (int) (packed >>> Integer.SIZE);
            return new Place(
                    high / KINDS,
                    PeriodKind.of(high % KINDS),
                    LocalDate.ofEpochDay(packed << Integer.SIZE >> Integer.SIZE));
        }

        static long packed(int metric, PeriodKind kind, int from) {
            return ((long) (metric * KINDS + kind.code) << Integer.SIZE) | (from & 0xFFFF_FFFFL);
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Parts(rows);
    }

    private final class Parts implements Iterator<Row> {

        private final Iterator<Row> rows;
        private final int lifetimesOfARow;
        private Iterator<Row> ready = Collections.emptyIterator();
        private @Nullable Row ahead;

        Parts(Iterator<Row> rows) {
            this.rows = rows;
            this.ahead = rows.hasNext() ? rows.next() : null;
            int timed = (int) slots.stream()
                    .filter(slot -> slot.kind() == MetricColumns.Kind.TIMES)
                    .count();
            this.lifetimesOfARow = timed * (1 + dimensionNames.size()) * PeriodKind.values().length;
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && ahead != null) {
                ready = count();
            }
            return ready.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }

        private Iterator<Row> count() {
            Counts counts = new Counts();
            long lifetimes = 0;
            for (Row row = ahead; row != null; row = ahead) {
                counts.take(row);
                lifetimes += lifetimesOfARow;
                ahead = rows.hasNext() ? rows.next() : null;
                boolean full = counts.cells > mostCells || lifetimes > MOST_LIFETIMES;
                if (full && ahead != null && mayPart(row, ahead)) {
                    break;
                }
            }
            return counts.parts();
        }

        /** Rows of one distinct value are not parted: it would count in both parts. */
        private boolean mayPart(Row row, Row next) {
            return row.isNullAt(distinctColumn) || !row.get(distinctColumn).equals(next.get(distinctColumn));
        }
    }

    /** The cells of one period: by dimension, the total first, the tallies of each member. */
    private static final class Period {

        private final PeriodKind kind;
        private final int from;
        private final List<List<MetricColumns.Slot>> slots;
        private final List<Map<String, Tally[]>> members = new ArrayList<>();

        Period(PeriodKind kind, int from, List<List<MetricColumns.Slot>> slots) {
            this.kind = kind;
            this.from = from;
            this.slots = slots;
            slots.forEach(ofDimension -> members.add(new HashMap<>()));
        }
    }

    /**
     * Cells being counted. They are found by period, dimension and member one after the other: a key of all of them would be
     * made, hashed and compared for every cell that a row counts in, which took a third of a long history's time.
     */
    private final class Counts {

        private final Map<Long, Period> byPlace = new HashMap<>();
        private final Map<Integer, List<Period>> ofDay = new HashMap<>();
        private final Period whole = period(PeriodKind.ALL, 0);
        private int cells;

        void take(Row row) {
            List<Period> own = row.isNullAt(0) ? List.of(whole) : ofDay.computeIfAbsent(row.getInt(0), this::periodsOf);
            for (int dimension = TOTAL; dimension < dimensionNames.size(); dimension++) {
                String member = dimension == TOTAL ? "" : row.getString(1 + dimension);
                for (Period period : own) {
                    List<MetricColumns.Slot> counted = period.slots.get(dimension - TOTAL);
                    if (counted.isEmpty()) {
                        continue;
                    }
                    Map<String, Tally[]> members = period.members.get(dimension - TOTAL);
                    Tally[] tallies = members.get(member);
                    if (tallies == null) {
                        tallies = counted.stream().map(this::tally).toArray(Tally[]::new);
                        members.put(member, tallies);
                        cells++;
                    }
                    for (int i = 0; i < tallies.length; i++) {
                        tallies[i].add(row, counted.get(i).column());
                    }
                }
            }
        }

        private List<Period> periodsOf(int epochDay) {
            LocalDate day = LocalDate.ofEpochDay(epochDay);
            List<Period> own = new ArrayList<>();
            own.add(whole);
            for (PeriodKind kind : PeriodKind.PARTIAL) {
                Period period = period(kind, Math.toIntExact(kind.from(day).toEpochDay()));
                if (period.slots.stream().anyMatch(ofDimension -> !ofDimension.isEmpty())) {
                    own.add(period);
                }
            }
            return own;
        }

        private Period period(PeriodKind kind, int from) {
            return byPlace.computeIfAbsent(
                    Place.packed(0, kind, from), any -> new Period(kind, from, counted(kind, from)));
        }

        private Tally tally(MetricColumns.Slot slot) {
            return switch (slot.kind()) {
                case ROWS -> new Tally.Rows(slot.states());
                case VALUES -> new Tally.Values(distinctColumn);
                case SUM -> new Tally.Sum();
                case TIMES -> new Tally.Times();
            };
        }

        /** Made as they are asked for: all at once they would take as much room as the cells. */
        Iterator<Row> parts() {
            return byPlace.values().stream().flatMap(this::parts).iterator();
        }

        private Stream<Row> parts(Period period) {
            return IntStream.range(TOTAL, dimensionNames.size())
                    .boxed()
                    .flatMap(dimension -> period.members.get(dimension - TOTAL).entrySet().stream()
                            .flatMap(member -> parts(period, dimension, member.getKey(), member.getValue())));
        }

        private Stream<Row> parts(Period period, int dimension, String member, Tally[] tallies) {
            List<MetricColumns.Slot> counted = period.slots.get(dimension - TOTAL);
            return IntStream.range(0, tallies.length).mapToObj(i -> {
                Tally tally = tallies[i];
                tally.settle();
                return RowFactory.create(
                        Place.packed(counted.get(i).metric(), period.kind, period.from),
                        dimension == TOTAL ? "" : dimensionNames.get(dimension),
                        member,
                        counted.get(i).exposure(),
                        tally.successes,
                        tally.counted,
                        tally.waiting,
                        tally.amount,
                        Longs.toBytes(tally.states()),
                        Longs.toBytes(tally.lifetimes()));
            });
        }
    }

    /** The slots that a cell of the total, and then of each dimension, has in a period. */
    private List<List<MetricColumns.Slot>> counted(PeriodKind kind, int from) {
        List<List<MetricColumns.Slot>> counted = new ArrayList<>();
        for (int dimension = TOTAL; dimension < dimensionNames.size(); dimension++) {
            int number = dimension;
            counted.add(slots.stream()
                    .filter(slot -> number == TOTAL || slot.dimensions().contains(number))
                    .filter(slot -> kind == PeriodKind.ALL || !slot.wholeAlone())
                    .filter(slot -> periods.contains(slot.metric(), kind, from))
                    .toList());
        }
        return counted;
    }
}
