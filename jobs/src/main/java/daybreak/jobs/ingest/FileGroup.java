package daybreak.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that one task reads one after the other: they feed the same entities, in the same way. */
record FileGroup(int number, List<LandedFile> files) implements Serializable {

    /** A task begins no further file after this much, however much there is; and goes on until that much, however little. */
    private static final long MOST_BYTES = 96L << 20;

    private static final long LEAST_BYTES = 16L << 20;

    long bytes() {
        return files.stream().mapToLong(LandedFile::bytes).sum();
    }

    /**
     * The files in groups, the largest first: what takes longest must not begin last.
     *
     * @param tasks that run at once; each is to have two groups or more where there is enough to read
     */
    static List<FileGroup> of(List<LandedFile> files, int tasks) {
        long whole = files.stream().mapToLong(LandedFile::bytes).sum();
        long enough = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, whole / (2L * tasks)));
        Map<Object, List<LandedFile>> alike = new LinkedHashMap<>();
        for (LandedFile file : files) {
            alike.computeIfAbsent(file.feeds(), feeds -> new ArrayList<>()).add(file);
        }
        List<FileGroup> groups = new ArrayList<>();
        for (List<LandedFile> same : alike.values()) {
            List<LandedFile> group = new ArrayList<>();
            long bytes = 0;
            for (LandedFile file : same) {
                if (!group.isEmpty() && bytes + file.bytes() > enough) {
                    groups.add(new FileGroup(groups.size(), List.copyOf(group)));
                    group.clear();
                    bytes = 0;
                }
                group.add(file);
                bytes += file.bytes();
            }
            groups.add(new FileGroup(groups.size(), List.copyOf(group)));
        }
        groups.sort(Comparator.comparingLong(FileGroup::bytes).reversed());
        return groups;
    }
}
