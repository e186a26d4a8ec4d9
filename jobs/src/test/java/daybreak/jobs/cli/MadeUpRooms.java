package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.explain.RefusedRows;
import daybreak.jobs.explain.RowsBehind;
import daybreak.jobs.explain.WarehouseRows;
import daybreak.jobs.nightly.NightOutcome;
import daybreak.jobs.nightly.NightRequest;
import daybreak.jobs.nightly.Nights;
import daybreak.jobs.nightly.ProgressListener;
import daybreak.jobs.nightly.Reviews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rooms that remember what they were asked, and answer as told. */
final class MadeUpRooms implements Rooms {

    private final List<NightRequest> requests = new ArrayList<>();
    private final List<String> reviews = new ArrayList<>();
    private final Function<NightRequest, NightOutcome> night;

    MadeUpRooms(Function<NightRequest, NightOutcome> night) {
        this.night = night;
    }

    static MadeUpRooms thatEnd(NightOutcome.Status status) {
        return new MadeUpRooms(
                request -> new NightOutcome(status, "20261122-01", 100, 3, "the night ended: " + status, List.of()));
    }

    List<NightRequest> requests() {
        return requests;
    }

    List<String> reviewsAsked() {
        return reviews;
    }

    @Override
    public Nights nights(Settings settings, Database database, ProgressListener progress) {
        return request -> {
            requests.add(request);
            return night.apply(request);
        };
    }

    @Override
    public Reviews reviews(Settings settings, Database database, ProgressListener progress) {
        return new Reviews() {
            @Override
            public List<Path> weekly(String week) {
                reviews.add(week);
                return List.of(Path.of("/out/weekly/" + week + "/weekly-review.zh-CN.pdf"));
            }

            @Override
            public List<Path> quarterly(String quarter) {
                reviews.add(quarter);
                return List.of(Path.of("/out/quarterly/" + quarter + "/complaint-retrospective.zh-CN.pdf"));
            }
        };
    }

    @Override
    public RefusedRows refusedRows(Settings settings, Database database) {
        return (selection, target) ->
                new RefusedRows.Written(List.of(new RefusedRows.WrittenFile(target.resolve("leads-901.csv"), 2)), 1);
    }

    @Override
    public RowsBehind rowsBehind(Settings settings, Database database) {
        return (keys, limit) -> keys.stream()
                .filter(key -> key.table().equals("metric_value"))
                .collect(Collectors.toMap(
                        key -> key,
                        key -> new WarehouseRows(
                                "lead",
                                List.of("lead_id", "signed_at"),
                                List.of(List.of("L1", "2026-10-02"), Arrays.asList("L2", null)),
                                263)));
    }
}
