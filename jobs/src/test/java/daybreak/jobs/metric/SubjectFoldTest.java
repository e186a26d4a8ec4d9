package daybreak.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.metric.MetricColumns.Kind;
import daybreak.jobs.metric.MetricColumns.Slot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However few cells are held at once, what is handed out in parts adds up to the same. */
class SubjectFoldTest {

    /** Day, store, client, how far the row has come, an amount, a lifetime. */
    private static final List<Row> ROWS = List.of(
            row("2026-11-02", "城西店", null, 3, 1.5, null),
            row("2026-11-02", "城西店", "C1", 2, 2.0, 7L),
            row("2026-11-09", "城西店", "C1", 3, null, 8L),
            row("2026-11-09", "城北店", "C1", 1, 4.0, null),
            row("2026-12-01", "城北店", "C2", 1, 8.0, 9L),
            row(null, "城北店", "C2", 0, 16.0, 6L));

    private static final List<Slot> SLOTS = List.of(
            new Slot(0, false, Kind.VALUES, 3, 0, Set.of(0), false),
            new Slot(1, false, Kind.SUM, 4, 0, Set.of(0), false),
            new Slot(2, false, Kind.TIMES, 5, 0, Set.of(), true));

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 50_000})
    void partsAddUp(int mostCells) {
        Map<String, String> cells = new TreeMap<>();
        Iterator<Row> parts =
                new SubjectFold(SLOTS, List.of("store"), 2, ChangedPeriods.ALL, mostCells).call(ROWS.iterator());
        Map<String, double[]> sums = new TreeMap<>();
        while (parts.hasNext()) {
            Row part = parts.next();
            SubjectFold.Place place = SubjectFold.Place.of(part.getLong(0));
            String cell = place.metric() + " " + place.kind().label(place.from()) + " " + part.getString(2);
            double[] sum = sums.computeIfAbsent(cell, any -> new double[5]);
            sum[0] += part.getLong(4);
            sum[1] += part.getLong(5);
            sum[2] += part.getLong(6);
            sum[3] += part.getDouble(7);
            sum[4] += Longs.of(part.getAs(9)).length;
        }
        sums.forEach((cell, sum) -> {
            List<Long> whole = new ArrayList<>();
            for (double one : sum) {
                whole.add(Math.round(one * 10));
            }
            cells.put(cell, whole.toString());
        });
        // Successes, counted, waiting, amount, lifetimes, in tenths; worked out by hand from the six rows.
        assertThat(cells)
                .containsEntry("0 all ", "[10, 10, 10, 10, 0]")
                .containsEntry("0 all 城西店", "[10, 10, 0, 10, 0]")
                .containsEntry("0 all 城北店", "[0, 0, 20, 0, 0]")
                .containsEntry("0 2026-W45 ", "[0, 10, 0, 10, 0]")
                .containsEntry("0 2026-W46 ", "[10, 10, 0, 10, 0]")
                .containsEntry("0 2026-12 城北店", "[0, 0, 10, 0, 0]")
                .containsEntry("1 all ", "[0, 0, 0, 315, 0]")
                .containsEntry("1 2026-11 城西店", "[0, 0, 0, 35, 0]")
                .containsEntry("1 2026-Q4 ", "[0, 0, 0, 155, 0]")
                .containsEntry("2 all ", "[20, 40, 0, 0, 40]")
                .doesNotContainKey("2 2026-11 ")
                .doesNotContainKey("2 all 城西店");
    }

    private static Row row(
            @Nullable String day,
            String store,
            @Nullable String client,
            int standing,
            @Nullable Double amount,
            @Nullable Long lifetime) {
        Integer number = day == null ? null : (int) LocalDate.parse(day).toEpochDay();
        return RowFactory.create(number, store, client, standing, amount, lifetime);
    }
}
