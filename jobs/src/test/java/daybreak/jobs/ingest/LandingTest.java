package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.ingest.LandedRange.LandedDay;
import daybreak.jobs.ingest.RecordedIntake.RecordedFile;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.SourceMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");
    private static final LocalDate TUESDAY = LocalDate.parse("2026-01-06");
    private static final LocalDate WEDNESDAY = LocalDate.parse("2026-01-07");
    /** Of the text "x\n", by sha256sum. */
    private static final String X = "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac";

    private final ExportContracts contracts = ExportContracts.load();

    @TempDir
    Path exports;

    @Test
    void aMissingDayCountsAsADayWithoutRows() {
        folder().complete("2026-01-05").file("2026-01-05", "leads.csv", "x\n").complete("2026-01-07");
        LandedRange landed = land(MONDAY, WEDNESDAY, RecordedIntake.NONE);
        assertThat(landed.days())
                .containsExactly(
                        new LandedDay(MONDAY, true), new LandedDay(TUESDAY, false), new LandedDay(WEDNESDAY, true));
        assertThat(landed.files()).extracting(LandedFile::file).containsExactly("leads.csv");
        assertThat(landed.files()).extracting(LandedFile::sha256).containsExactly(X);
    }

    @Test
    void aFolderWithoutItsMarkerIsNotRead() {
        folder().file("2026-01-05", "leads.csv", "x\n");
        assertFails("is not complete: it holds no _COMPLETE. Run again once it does.");
    }

    @Test
    void aListedFileMustBeThere() {
        folder().file("2026-01-05", "_COMPLETE", "leads.csv,0," + X + "\n");
        assertFails("lacks leads.csv, which its _COMPLETE lists; export it again.");
    }

    @Test
    void aFileMustBeListedWhereFilesAreListed() {
        folder().file("2026-01-05", "_COMPLETE", "leads.csv,0," + X + "\n")
                .file("2026-01-05", "leads.csv", "x\n")
                .file("2026-01-05", "deals.csv", "x\n");
        assertFails("holds deals.csv, which its _COMPLETE does not list.");
    }

    @Test
    void aListedFileMustHaveItsHash() {
        folder().file("2026-01-05", "_COMPLETE", "leads.csv,0," + X + "\n").file("2026-01-05", "leads.csv", "y\n");
        assertFails("not the one that _COMPLETE lists; copy or export it again.");
    }

    @Test
    void aMarkerOfAnotherFormIsNotUnderstood() {
        folder().file("2026-01-05", "_COMPLETE", "leads.csv;0\n");
        assertFails("_COMPLETE, line 1, is not file,rows,sha256; the folder must be exported again.");
    }

    @Test
    void whatIsListedIsHandedOnWithItsRows() {
        folder().file("2026-01-05", "_COMPLETE", "leads.csv,7," + X.toUpperCase(java.util.Locale.ROOT) + "\n")
                .file("2026-01-05", "leads.csv", "x\n");
        assertThat(land(MONDAY, MONDAY, RecordedIntake.NONE).files())
                .extracting(LandedFile::declaredRows)
                .containsExactly(7L);
    }

    @Test
    void splitFilesAreReadInTheOrderOfTheirNumbers() {
        folder().complete("2026-01-05")
                .file("2026-01-05", "leads-10.csv", "x\n")
                .file("2026-01-05", "leads-2.csv", "x\n");
        assertThat(land(MONDAY, MONDAY, RecordedIntake.NONE).files())
                .extracting(LandedFile::fileNo)
                .containsExactly(2, 10);
    }

    @Test
    void twoFilesOfOneNumberHaveNoOrder() {
        folder().complete("2026-01-05")
                .file("2026-01-05", "leads-1.csv", "x\n")
                .file("2026-01-05", "leads-01.csv", "x\n");
        assertFails("both leads-01.csv and leads-1.csv are file 1 of leads; their order would be unknown.");
    }

    @Test
    void aFileMayBeOfAnyForm() {
        folder().complete("2026-01-05");
        List<String> names = List.of(
                "clients.xls",
                "deals-1.csv.gz",
                "deals-2.zip",
                "leads.xlsx",
                "listings.csv.zip",
                "offers.gz",
                "surveys.tsv");
        names.forEach(name -> folder().file("2026-01-05", name, "x\n"));
        folder().file("2026-01-05", "agents.pdf", "x\n").file("2026-01-05", "agents", "x\n");
        LandedRange landed = land(MONDAY, MONDAY, RecordedIntake.NONE);
        assertThat(landed.files()).extracting(LandedFile::file).containsExactlyElementsOf(names);
        assertThat(landed.notRead()).containsExactly("2026-01-05/agents", "2026-01-05/agents.pdf");
    }

    @Test
    void oneFileInTwoFormsIsOneTooMany() {
        folder().complete("2026-01-05").file("2026-01-05", "leads.csv", "x\n").file("2026-01-05", "leads.xlsx", "x\n");
        assertFails(
                "both leads.csv and leads.xlsx are there, which seem one file in two forms; leave the one that counts.");
    }

    @Test
    void aMappedFileMayBeOfAnotherFormThanTheMappingNames() throws Exception {
        Files.writeString(exports.resolve("sales_teams.xlsx"), "x\n");
        LandedRange landed = new Landing(exports, SourceMapping.load("maven-crm", contracts), contracts)
                .land(MONDAY, MONDAY, RecordedIntake.NONE, false);
        assertThat(landed.files()).extracting(LandedFile::file).containsExactly("sales_teams.xlsx");
        assertThat(landed.files().get(0).feeds().get(0).entity()).isEqualTo("agents");
    }

    @Test
    void aFileOfCorrectionsIsKnownByTheNameOfTheFileItCorrects() throws Exception {
        assertThat(List.of("leads.csv", "leads-3.xlsx", "2026-01-05/leads-901.csv", "客户-1.csv", "客户-902.csv"))
                .extracting(name -> Landing.correctionOf(name, 905, contracts))
                .containsExactly("leads-905.csv", "leads-905.csv", "leads-905.csv", "客户-1-905.csv", "客户-905.csv");
        for (String name : List.of("a_lvr_land_a.csv", "a_lvr_land_a-2.csv", "a_lvr_land_a-901.csv", "leads-902.csv")) {
            Files.writeString(exports.resolve(name), "x\n");
        }
        SourceMapping source = SourceMapping.load("taiwan-deals", contracts);
        LandedRange landed = new Landing(exports, source, contracts).land(MONDAY, MONDAY, RecordedIntake.NONE, false);
        assertThat(landed.files())
                .extracting(file -> file.file() + " "
                        + file.feeds().equals(source.files().get(0).feeds()) + " " + file.fileNo() + " "
                        + file.form().headerLines())
                .containsExactlyInAnyOrder(
                        "a_lvr_land_a.csv true 0 2",
                        "a_lvr_land_a-2.csv true 2 2",
                        "a_lvr_land_a-901.csv true 901 null",
                        "leads-902.csv false 902 null");
    }

    @Test
    void filesOfNoEntityAreReported() {
        folder().complete("2026-01-05").file("2026-01-05", "weather.csv", "x\n");
        LandedRange landed = land(MONDAY, MONDAY, RecordedIntake.NONE);
        assertThat(landed.files()).isEmpty();
        assertThat(landed.notRead()).containsExactly("2026-01-05/weather.csv");
    }

    @Test
    void aDeliveryWithoutDatesArrivesOnTheLastDay() throws Exception {
        Files.writeString(exports.resolve("sales_teams.csv"), "x\n");
        Files.writeString(exports.resolve("products.csv"), "x\n");
        LandedRange landed = new Landing(exports, SourceMapping.load("maven-crm", contracts), contracts)
                .land(MONDAY, WEDNESDAY, RecordedIntake.NONE, false);
        assertThat(landed.days()).containsExactly(new LandedDay(WEDNESDAY, true));
        assertThat(landed.files()).extracting(LandedFile::day).containsExactly(WEDNESDAY);
        assertThat(landed.notRead()).containsExactly("products.csv");
    }

    @Test
    void anUnchangedFolderIsNothingNew() {
        folder().complete("2026-01-05").file("2026-01-05", "leads.csv", "x\n");
        LandedRange landed = land(MONDAY, MONDAY, recorded(X));
        assertThat(landed.nothingNew()).isTrue();
        assertThat(landed.fingerprint())
                .isEqualTo(land(MONDAY, MONDAY, RecordedIntake.NONE).fingerprint());
    }

    @Test
    void aFolderThatChangedStopsTheRun() {
        folder().complete("2026-01-05").file("2026-01-05", "leads.csv", "y\n");
        assertThatThrownBy(() -> land(MONDAY, MONDAY, recorded(X)))
                .isInstanceOf(IngestException.class)
                .hasMessage("The folder of 2026-01-05 changed after it was taken in: leads.csv has other content."
                        + " Put back what was there, or let the changed rows arrive with the last day of the range by"
                        + " --accept-resend.");
    }

    @Test
    void aFileThatCameLaterOrIsGoneStopsTheRun() {
        folder().complete("2026-01-05").file("2026-01-05", "deals.csv", "x\n");
        assertThatThrownBy(() -> land(MONDAY, MONDAY, recorded(X)))
                .hasMessageContaining("changed after it was taken in: deals.csv was not there.");
        folder().file("2026-01-05", "leads.csv", "x\n");
        RecordedIntake both = new RecordedIntake(
                Set.of(MONDAY),
                List.of(
                        new RecordedFile(MONDAY, "leads.csv", X),
                        new RecordedFile(MONDAY, "deals.csv", X),
                        new RecordedFile(MONDAY, "offers.csv", X)),
                false);
        assertThatThrownBy(() -> land(MONDAY, MONDAY, both))
                .hasMessageContaining("changed after it was taken in: offers.csv is gone.");
    }

    @Test
    void whatChangedArrivesBeforeTheFilesOfTheLastDayOldestFolderFirst() {
        folder().complete("2026-01-05")
                .file("2026-01-05", "leads.csv", "y\n")
                .file("2026-01-05", "leads-3.csv", "x\n")
                .file("2026-01-05", "deals.csv", "x\n");
        folder().complete("2026-01-06").file("2026-01-06", "leads.csv", "z\n");
        folder().complete("2026-01-07").file("2026-01-07", "leads.csv", "x\n");
        RecordedIntake recorded = new RecordedIntake(
                Set.of(MONDAY, TUESDAY),
                List.of(
                        new RecordedFile(MONDAY, "leads.csv", X),
                        new RecordedFile(MONDAY, "deals.csv", X),
                        new RecordedFile(MONDAY, "offers.csv", X),
                        new RecordedFile(TUESDAY, "leads.csv", X)),
                false);
        LandedRange landed = landChanged(MONDAY, WEDNESDAY, recorded);
        assertThat(landed.files().stream()
                        .sorted(java.util.Comparator.comparing(LandedFile::fileNo))
                        .map(file -> file.day() + " " + file.fileNo() + " " + file.file()))
                .containsExactly(
                        "2026-01-07 -2000000 2026-01-05/leads.csv",
                        "2026-01-07 -1999997 2026-01-05/leads-3.csv",
                        "2026-01-07 -1000000 2026-01-06/leads.csv",
                        "2026-01-07 0 leads.csv");
        assertThat(landed.days()).containsExactly(new LandedDay(WEDNESDAY, true));
        assertThat(landed.changesNamed())
                .isEqualTo("2026-01-05/leads-3.csv, 2026-01-05/leads.csv, 2026-01-05/offers.csv (gone),"
                        + " 2026-01-06/leads.csv");
        assertThat(landed.resent()).isTrue();
    }

    @Test
    void withoutANewDayWhatChangedIsOnlyNamed() {
        folder().complete("2026-01-05").file("2026-01-05", "leads.csv", "y\n");
        LandedRange landed = landChanged(MONDAY, MONDAY, recorded(X));
        assertThat(landed.nothingNew()).isTrue();
        assertThat(landed.files()).isEmpty();
        assertThat(landed.changesNamed()).isEqualTo("2026-01-05/leads.csv");
    }

    @Test
    void aRunThatAcceptsChangesIsAnotherThanOneThatDoesNot() {
        folder().complete("2026-01-05").file("2026-01-05", "leads.csv", "x\n");
        assertThat(landChanged(MONDAY, MONDAY, RecordedIntake.NONE).fingerprint())
                .isNotEqualTo(land(MONDAY, MONDAY, RecordedIntake.NONE).fingerprint());
    }

    @Test
    void aFolderOfSixYearsAgoIsTooFarBack() {
        LocalDate longAgo = WEDNESDAY.minusDays(2148);
        folder().complete(longAgo.toString()).file(longAgo.toString(), "leads.csv", "x\n");
        RecordedIntake recorded = new RecordedIntake(Set.of(longAgo), List.of(), false);
        assertThatThrownBy(() -> landChanged(longAgo, WEDNESDAY, recorded))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("lies more than 2147 days before 2026-01-07, too far to be taken in again");
        assertThat(landChanged(longAgo, WEDNESDAY.minusDays(1), recorded).files())
                .extracting(LandedFile::fileNo)
                .containsExactly(-2_147_000_000);
    }

    private ExportFolder folder() {
        return new ExportFolder(exports);
    }

    private LandedRange land(LocalDate from, LocalDate to, RecordedIntake recorded) {
        return new Landing(exports, null, contracts).land(from, to, recorded, false);
    }

    private LandedRange landChanged(LocalDate from, LocalDate to, RecordedIntake recorded) {
        return new Landing(exports, null, contracts).land(from, to, recorded, true);
    }

    private static RecordedIntake recorded(String sha256) {
        return new RecordedIntake(Set.of(MONDAY), List.of(new RecordedFile(MONDAY, "leads.csv", sha256)), false);
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> land(MONDAY, MONDAY, RecordedIntake.NONE))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining(message);
    }
}
