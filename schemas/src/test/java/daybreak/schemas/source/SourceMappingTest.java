package daybreak.schemas.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.schemas.export.ExportContracts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMappingTest {

    private final ExportContracts contracts = ExportContracts.load();

    private static final String CRM = """
        source: crm
        blank: [无]
        dates: [dd/MM/yyyy]
        files:
          - name: table.csv
            feeds:
              - entity: deals
                where: {state: [won, closed]}
                columns:
                  deal_id: number
                  client_id: number
                  price: {from: total, unit: 万元}
                  status: {from: state, values: {won: signed}}
        """;

    @Test
    void everyMappingThatWeHaveCanBeLoaded() {
        assertThat(SourceMapping.names())
                .containsExactly(
                        "brokerage-erp", "espocrm", "hubspot", "maven-crm", "salesforce", "taiwan-deals", "wukong-crm");
        assertThat(SourceMapping.names())
                .allSatisfy(name ->
                        assertThat(SourceMapping.load(name, contracts).files()).isNotEmpty());
    }

    @Test
    void mavenFeedsThreeEntitiesFromTwoFiles() {
        SourceMapping maven = SourceMapping.load("maven-crm", contracts);
        assertThat(maven.notation().blankWords()).containsExactly("null");
        assertThat(maven.notation().dateForms()).containsExactly("dd-MM-yyyy");
        assertThat(maven.files())
                .flatExtracting(SourceFile::feeds)
                .extracting(Feed::entity)
                .containsExactly("leads", "deals", "agents");
        Feed leads = maven.files().get(0).feeds().get(0);
        assertThat(leads.headers())
                .containsExactly("close_date", "deal_stage", "engage_date", "opportunity_id", "product", "sales_agent");
    }

    @Test
    void readsConditionsValuesAndUnits() {
        Feed deals = SourceMapping.parse("crm.yaml", CRM, contracts)
                .files()
                .get(0)
                .feeds()
                .get(0);
        assertThat(deals.where()).isEqualTo(Map.of("state", List.of("won", "closed")));
        assertThat(deals.columns())
                .containsEntry("deal_id", CellSource.of("number"))
                .containsEntry(
                        "price",
                        new CellSource(
                                List.of("total"),
                                null,
                                Map.of(),
                                Map.of(),
                                null,
                                new ColumnNotation(Unit.TEN_THOUSAND_YUAN, null, false, ";")))
                .containsEntry(
                        "status",
                        new CellSource(
                                List.of("state"),
                                null,
                                Map.of("won", "signed"),
                                Map.of(),
                                null,
                                ColumnNotation.BY_CONTRACT));
    }

    @Test
    void aFileSaysItsFormOverTheSource() {
        SourceMapping crm = SourceMapping.parse(
                "crm.yaml",
                CRM.replace("files:", "encoding: Big5\nsheet: 线索\ndialect: {separator: tab, footer: 1}\nfiles:")
                        .replace(
                                "    feeds:",
                                "    encoding: gbk\n    dialect: {quote: \"'\", escape: backslash, preamble: 2, header: 2}\n    feeds:"),
                contracts);
        assertThat(crm.form()).isEqualTo(new TextForm(TextEncoding.BIG5, '\t', null, null, null, null, 1, "线索"));
        TextForm ofFile = crm.files().get(0).form();
        assertThat(ofFile).isEqualTo(new TextForm(TextEncoding.GB18030, null, '\'', Escape.BACKSLASH, 2, 2, null));
        assertThat(ofFile.orElse(crm.form()))
                .isEqualTo(new TextForm(TextEncoding.GB18030, '\t', '\'', Escape.BACKSLASH, 2, 2, 1, "线索"));
    }

    @Test
    void failsOnAFormThatIsNone() {
        assertFails(
                "files:",
                "encoding: latin1\nfiles:",
                "crm.yaml: the encoding latin1 is none of UTF-8, UTF-16LE, UTF-16BE, GB18030, Big5, GBK, GB2312.");
        assertFails(
                "    feeds:",
                "    dialect: {separator: \"^\"}\n    feeds:",
                "crm.yaml, files table.csv, dialect: a separator is comma, tab, semicolon or pipe.");
        assertFails(
                "files:", "dialect: {separator: \";;\"}\nfiles:", "separator must be one character, or the word tab.");
        assertFails("files:", "dialect: {quote: q}\nfiles:", "a quote is \" or '.");
        assertFails(
                "files:", "dialect: {escape: caret}\nfiles:", "escape must be one of doubled, backslash, not caret.");
        assertFails("files:", "dialect: {header: 0}\nfiles:", "a header has 1 to 3 lines.");
        assertFails("files:", "dialect: {delimiter: tab}\nfiles:", "does not know delimiter;");
    }

    @Test
    void failsOnAColumnThatTheContractDoesNotKnow() {
        assertFails(
                "client_id:",
                "customer_id:",
                "crm.yaml, files table.csv, feeds 1: the column customer_id is none of the export deals.");
    }

    @Test
    void failsOnAnEntityThatTheContractDoesNotKnow() {
        assertFails(
                "entity: deals",
                "entity: contracts",
                "crm.yaml, files table.csv, feeds 1: the entity contracts is unknown.");
    }

    @Test
    void failsOnAValueThatTheContractDoesNotKnow() {
        assertFails(
                "won: signed", "won: done", "feeds 1, columns, status: the value done is none of the column status.");
    }

    @Test
    void failsOnAnotherUnit() {
        assertFails(
                "unit: 万元",
                "unit: 亿元",
                "feeds 1, columns, price: the unit 亿元 is none of the column price; its units are 元, 万元, 分.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {from: total, calendar: minguo}    | price: only dates and times have a calendar.
            {from: total, numerals: roman}     | price: the only numerals beside the contract's are chinese, of numbers.
            {from: total, separator: "、"}      | price: only lists have a separator.
            {from: total, match: '\\d+万'}     | price: match needs a group in brackets, which holds what is read.
            {from: total, match: '(\\d+万'}    | price: match is no regular expression (Unclosed group).
            {from: total, unit: 坪}            | price: the unit 坪 is none of the column price; its units are 元, 万元, 分.
            {from: total, constant: "0"}       | price: A column comes either from a column of the file or is a constant.
            """)
    void failsOnANotationThatTheColumnCannotHave(String price, String message) {
        assertFails("{from: total, unit: 万元}", price, "crm.yaml, files table.csv, feeds 1, columns, " + message);
    }

    @Test
    void failsOnACalendarThatIsUnknown() {
        assertFails(
                "price: {from: total, unit: 万元}",
                "signed_at: {from: day, calendar: lunar}",
                "columns, signed_at: calendar must be one of minguo, excel, excel_1904, not lunar.");
    }

    @Test
    void failsOnACellFormThatIsUnknown() {
        assertFails(
                "blank: [无]",
                "cells: [full_width, rounded]",
                "crm.yaml: cells must be one of full_width, grouped, with_unit, invisible, apostrophe, not rounded.");
    }

    @Test
    void failsOnAUnitOfAColumnWithoutOne() {
        assertFails(
                "status: {from: state, values: {won: signed}}",
                "deleted: {from: state, unit: 元}",
                "columns, deleted: the column deleted has no unit.");
    }

    @Test
    void failsOnABooleanThatIsNone() {
        assertFails(
                "status: {from: state, values: {won: signed}}",
                "deleted: {from: state, values: {gone: maybe}}",
                "columns, deleted: the value maybe is none of the column deleted.");
    }

    @Test
    void failsOnADateFormThatIsNone() {
        assertFails("dd/MM/yyyy", "dd/NN/yyyb", "crm.yaml: the date form dd/NN/yyyb is no pattern");
    }

    @Test
    void failsOnAMisspeltField() {
        assertFails(
                "unit:",
                "units:",
                "does not know units; it knows calendar, constant, from, match, numerals, separator, unit, values, when.");
    }

    @Test
    void failsOnASourceThatIsNotThere() {
        assertThatThrownBy(() -> SourceMapping.load("maven", contracts))
                .hasMessageStartingWith("There is no source maven; there are ");
    }

    private void assertFails(String good, String bad, String message) {
        assertThat(CRM).contains(good);
        assertThatThrownBy(() -> SourceMapping.parse("crm.yaml", CRM.replace(good, bad), contracts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
