package daybreak.jobs.ingest;

import daybreak.jobs.ingest.LandedRange.Change;
import daybreak.jobs.ingest.LandedRange.LandedDay;
import daybreak.jobs.ingest.RecordedIntake.RecordedFile;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.SourceFile;
import daybreak.schemas.source.SourceMapping;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a range of days, checks that their folders are complete and unchanged, and says what each file feeds.
 *
 * @param exports with a folder a day, or, without dated folders, one delivery that arrives on the last day asked for
 * @param source how this CRM's files are read; null: by the contract
 */
public record Landing(Path exports, @Nullable SourceMapping source, ExportContracts contracts) {

    private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    /** How the files of a form end; what form it is, their bytes tell. XLS among them, to be refused with what to do. */
    private static final String FORM = "(?:\\.(?:csv|tsv|txt|xlsx|xlsm|xls)(?:\\.(?:gz|zip))?|\\.(?:gz|zip))";

    private static final Pattern FORM_AT_END = Pattern.compile(FORM + "$");
    private static final Pattern NUMBERED = Pattern.compile("([a-z_]+?)(?:-(\\d{1,6}))?" + FORM);

    /** A file named like another one but for a number. */
    private static final Pattern SPLIT = Pattern.compile("(.+)-(\\d{1,6})");

    /** From this number on, files were written by {@code daybreak quarantine --export}, not by a CRM. */
    public static final int FIRST_CORRECTION = 901;

    /** The name of a file of corrected rows of another file, by which a night knows what it feeds. */
    public static String correctionOf(String file, int number, ExportContracts contracts) {
        String stem = withoutForm(file.substring(file.lastIndexOf('/') + 1));
        Matcher split = SPLIT.matcher(stem);
        boolean numbered = split.matches()
                && (contracts.contains(split.group(1)) || Integer.parseInt(split.group(2)) >= FIRST_CORRECTION);
        return (numbered ? split.group(1) : stem) + "-" + number + ".csv";
    }

    /** Whether it is the name of a file of rows, in a folder of its own day or of another. */
    static boolean isFile(String name) {
        int slash = name.indexOf('/');
        return FORM_AT_END.matcher(name).find()
                && (slash < 0 || DATED.matcher(name.substring(0, slash)).matches());
    }

    /**
     * What is new.
     *
     * @param acceptResend files of folders that changed since they were taken in arrive with the last new day; else they are
     *     a fault. Without a new day they are only named
     * @throws IngestException if a folder is incomplete, not as its {@code _COMPLETE} says, or changed since it was taken in
     *     and that is not accepted
     */
    public LandedRange land(LocalDate from, LocalDate to, RecordedIntake recorded, boolean acceptResend) {
        if (from.isAfter(to)) {
            throw new IngestException("The range ends on " + to + ", before it begins on " + from + ".");
        }
        if (!Files.isDirectory(exports)) {
            throw new IngestException("There is no folder of exports " + exports + ".");
        }
        try {
            return landFolders(from, to, recorded, acceptResend);
        } catch (IOException e) {
            throw new IngestException("The exports in " + exports + " could not be read: " + e.getMessage(), e);
        }
    }

    private LandedRange landFolders(LocalDate from, LocalDate to, RecordedIntake recorded, boolean acceptResend)
            throws IOException {
        List<LandedDay> days = new ArrayList<>();
        List<LandedFile> fresh = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<LandedFile> again = new ArrayList<>();
        List<String> notRead = new ArrayList<>();
        StringBuilder whole = new StringBuilder(acceptResend ? "accept-resend\n" : "");
        boolean dated = hasDatedFolders();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Path folder = dated ? exports.resolve(day.toString()) : exports;
            boolean there = dated ? Files.isDirectory(folder) : day.equals(to);
            if (!dated && !there) {
                continue;
            }
            List<LandedFile> files = there ? files(folder, day, dated, notRead) : List.of();
            whole.append(day).append(there ? '\n' : '-');
            files.forEach(file ->
                    whole.append(file.file()).append(' ').append(file.sha256()).append('\n'));
            if (recorded.days().contains(day)) {
                List<Change> ofDay = changes(day, files, recorded);
                if (!acceptResend && !ofDay.isEmpty()) {
                    throw changed(ofDay.get(0), recorded);
                }
                changes.addAll(ofDay);
                files.stream()
                        .filter(file -> ofDay.contains(new Change(file.day(), file.file(), file.sha256())))
                        .forEach(again::add);
            } else {
                days.add(new LandedDay(day, there));
                fresh.addAll(files);
            }
        }
        if (!days.isEmpty()) {
            LocalDate arrival = days.get(days.size() - 1).day();
            again.forEach(file -> fresh.add(Resend.arriving(file, arrival)));
        }
        return new LandedRange(
                from,
                to,
                days,
                fresh,
                changes,
                recorded.resent() || !changes.isEmpty(),
                notRead,
                HexFormat.of().formatHex(sha256().digest(whole.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private boolean hasDatedFolders() throws IOException {
        try (Stream<Path> entries = Files.list(exports)) {
            return entries.anyMatch(entry -> DATED.matcher(name(entry)).matches() && Files.isDirectory(entry));
        }
    }

    private List<LandedFile> files(Path folder, LocalDate day, boolean dated, List<String> notRead) throws IOException {
        Path marker = folder.resolve(CompletionMarker.NAME);
        if (dated && !Files.isRegularFile(marker)) {
            throw new IngestException(
                    "The folder " + folder + " is not complete: it holds no _COMPLETE. Run again once it does.");
        }
        CompletionMarker declared =
                Files.isRegularFile(marker) ? CompletionMarker.read(marker) : new CompletionMarker(Map.of());
        List<Path> paths;
        try (Stream<Path> entries = Files.list(folder)) {
            paths = entries.filter(Files::isRegularFile)
                    .filter(path -> !name(path).startsWith(".") && !name(path).equals(CompletionMarker.NAME))
                    .sorted(Comparator.comparing(Landing::name))
                    .toList();
        }
        Map<String, String> hashes = paths.parallelStream()
                .collect(Collectors.toMap(Landing::name, Landing::sha256, (a, b) -> a, TreeMap::new));
        requireAsDeclared(folder, declared, hashes);
        List<LandedFile> files = new ArrayList<>();
        for (Path path : paths) {
            LandedFile file = landed(path, day, hashes.getOrDefault(name(path), ""), declared);
            if (file == null) {
                notRead.add(dated ? day + "/" + name(path) : name(path));
            } else {
                files.add(file);
            }
        }
        requireDistinctNumbers(folder, files);
        files.sort(Comparator.comparing((LandedFile file) -> file.feeds().get(0).entity())
                .thenComparing(LandedFile::fileNo));
        return files;
    }

    /** What a file is by its name: its place in the order of the day's files, what it feeds, and what is known of its form. */
    private record Role(int number, List<Feed> feeds, TextForm form) {}

    private @Nullable LandedFile landed(Path path, LocalDate day, String sha256, CompletionMarker declared)
            throws IOException {
        String name = name(path);
        Role role = role(name);
        if (role == null) {
            return null;
        }
        CompletionMarker.Declared said = declared.files().get(name);
        return new LandedFile(
                day,
                name,
                path.toAbsolutePath().toString(),
                role.number(),
                role.feeds(),
                role.form(),
                sha256,
                Files.size(path),
                said == null ? null : said.rows());
    }

    /** By the mapping, or else by the contract; null: it is none of either. */
    private @Nullable Role role(String name) {
        Role mapped = source == null ? null : mappedRole(source, name);
        if (mapped != null) {
            return mapped;
        }
        Matcher matcher = NUMBERED.matcher(name);
        if (!matcher.matches() || !contracts.contains(matcher.group(1))) {
            return null;
        }
        int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new Role(
                number,
                List.of(Feed.byContract(matcher.group(1))),
                form(number, source == null ? TextForm.FOUND_OUT : source.form()));
    }

    /** A file that the mapping names, or one in parts or corrected: {@code pipeline-2.csv} of {@code pipeline.csv}. */
    private static @Nullable Role mappedRole(SourceMapping source, String name) {
        int whole = mapped(source.files(), name);
        if (whole >= 0) {
            SourceFile file = source.files().get(whole);
            return new Role(whole, file.feeds(), file.form().orElse(source.form()));
        }
        Matcher split = SPLIT.matcher(withoutForm(name));
        int part = split.matches() ? mapped(source.files(), split.group(1)) : -1;
        if (part < 0) {
            return null;
        }
        SourceFile file = source.files().get(part);
        int number = Integer.parseInt(split.group(2));
        return new Role(number, file.feeds(), form(number, file.form().orElse(source.form())));
    }

    /** Corrections have the form that they were written or saved in, not that of the CRM. */
    private static TextForm form(int number, TextForm said) {
        return number >= FIRST_CORRECTION ? TextForm.FOUND_OUT : said;
    }

    private static void requireAsDeclared(Path folder, CompletionMarker declared, Map<String, String> hashes) {
        if (declared.files().isEmpty()) {
            return;
        }
        declared.files().forEach((name, said) -> {
            String found = hashes.get(name);
            if (found == null) {
                throw new IngestException(
                        "The folder " + folder + " lacks " + name + ", which its _COMPLETE lists; export it again.");
            }
            if (!found.equals(said.sha256())) {
                throw new IngestException(folder.resolve(name) + " has the SHA-256 " + found
                        + ", not the one that _COMPLETE lists; copy or export it again.");
            }
        });
        for (String name : hashes.keySet()) {
            if (!declared.files().containsKey(name)) {
                throw new IngestException(
                        "The folder " + folder + " holds " + name + ", which its _COMPLETE does not list.");
            }
        }
    }

    private static void requireDistinctNumbers(Path folder, List<LandedFile> files) {
        Map<String, String> seen = new HashMap<>();
        for (LandedFile file : files) {
            for (Feed feed : file.feeds()) {
                String other = seen.put(feed.entity() + "-" + file.fileNo(), file.file());
                if (other != null) {
                    throw new IngestException("In " + folder + " both " + other + " and " + file.file()
                            + (withoutForm(other).equals(withoutForm(file.file()))
                                    ? " are there, which seem one file in two forms; leave the one that counts."
                                    : " are file " + file.fileNo() + " of " + feed.entity()
                                            + "; their order would be unknown."));
                }
            }
        }
    }

    /** What of a day taken in before is not as it was, by name. */
    private static List<Change> changes(LocalDate day, List<LandedFile> files, RecordedIntake recorded) {
        Map<String, String> before = recorded(day, recorded);
        List<Change> changes = new ArrayList<>();
        for (LandedFile file : files) {
            if (!file.sha256().equals(before.remove(file.file()))) {
                changes.add(new Change(day, file.file(), file.sha256()));
            }
        }
        before.keySet().forEach(name -> changes.add(new Change(day, name, null)));
        changes.sort(Comparator.comparing(Change::file));
        return changes;
    }

    private static Map<String, String> recorded(LocalDate day, RecordedIntake recorded) {
        Map<String, String> files = new TreeMap<>();
        for (RecordedFile file : recorded.files()) {
            if (file.day().equals(day)) {
                files.put(file.file(), file.sha256());
            }
        }
        return files;
    }

    private static IngestException changed(Change change, RecordedIntake recorded) {
        boolean wasThere = recorded(change.day(), recorded).containsKey(change.file());
        return new IngestException("The folder of " + change.day() + " changed after it was taken in: " + change.file()
                + (!wasThere ? " was not there" : change.sha256() == null ? " is gone" : " has other content")
                + ". Put back what was there, or let the changed rows arrive with the last day of the range by"
                + " --accept-resend.");
    }

    /** Which file of the mapping it is: by its name, or else by its name in another form; −1: none. */
    private static int mapped(List<SourceFile> files, String name) {
        List<String> names = files.stream().map(SourceFile::file).toList();
        int exactly = names.indexOf(name);
        return exactly >= 0
                ? exactly
                : names.stream().map(Landing::withoutForm).toList().indexOf(withoutForm(name));
    }

    /** The name of a file without what says its form. */
    private static String withoutForm(String name) {
        return FORM_AT_END.matcher(name).replaceFirst("");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String sha256(Path path) {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new IngestException(path + " could not be read: " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
