package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.CalendarForm;
import daybreak.schemas.source.CellForm;
import daybreak.schemas.source.ColumnNotation;
import daybreak.schemas.source.Notation;
import daybreak.schemas.source.Unit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {

    private static final ExportContracts CONTRACTS = ExportContracts.load();
    private static final ColumnNotation BY_CONTRACT = ColumnNotation.BY_CONTRACT;
    private static final Notation ALL =
            new Notation(Set.of(), List.of("yyyy/M/d ah:mm", "yyyyMMdd"), EnumSet.allOf(CellForm.class));

    // Numbers

    @ParameterizedTest
    @CsvSource({
        "元, 3200000, 3200000",
        "万元, 320, 3200000",
        "万元, 320.55, 3205500",
        "分, 320000005, 3200000.05",
        "万元, 320万, 3200000",
        "万元, 3200000元, 3200000",
        "元, 320 万元, 3200000",
        "元, '¥3,200,000', 3200000",
        "万元, '￥3,200,000', 3200000",
        "元, ¥320万, 3200000",
        "万元, ３２０．５, 3205000",
        "元, '３，２００，０００元', 3200000",
        "元, \u200e3200000\u202c, 3200000"
    })
    void anAmountIsInTheUnitThatStandsInTheCellElseInThatOfTheColumn(String unit, String cell, double yuan) {
        assertThat(read("listings", "list_price", ALL, in(unit("listings", "list_price", unit)), cell))
                .isEqualTo(yuan);
    }

    @ParameterizedTest
    @CsvSource({
        "m², 89.5, 89.5",
        "m², 89.5㎡, 89.5",
        "m², 89.5平, 89.5",
        "m², 89.5平方米, 89.5",
        "坪, 30, 99.17355371900827",
        "m², 30坪, 99.17355371900827",
        "坪, 99m², 99"
    })
    void anAreaIsInSquareMetres(String unit, String cell, double squareMetres) {
        assertThat(read("listings", "area", ALL, in(unit("listings", "area", unit)), cell))
                .isEqualTo(squareMetres);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"350万", "1,000", "３５０", "¥350", "350元", "\u200e350", "三百五十", "+350", "1e6", "350.", ".5", "1 000"
            })
    void theContractsNumbersArePlain(String cell) {
        assertThat(read("listings", "list_price", Notation.BY_CONTRACT, BY_CONTRACT, cell))
                .isEqualTo(new Refusal(
                        "list_price", RefusalCode.NOT_A_NUMBER, "a plain decimal such as 1234.5 of at least 0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,00",
                "12,34,567",
                "1,0000",
                "1234,567",
                ",100",
                "1,000,",
                "350亿",
                "350坪",
                "万",
                "¥",
                "三百五十",
                "1.234,5"
            })
    void evenWhereAllFormsAreAllowedNothingIsGuessed(String cell) {
        assertThat(read("listings", "list_price", ALL, BY_CONTRACT, cell))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_A_NUMBER));
    }

    @ParameterizedTest
    @CsvSource({
        "四, 4",
        "十, 10",
        "十五, 15",
        "二十, 20",
        "二十四, 24",
        "一百零五, 105",
        "一百一十, 110",
        "一百二十三, 123",
        "一千零五十, 1050",
        "二〇, 20",
        "两, 2",
        "零, 0",
        "地下二, -2",
        "负一, -1",
        "12, 12"
    })
    void floorsMayBeChinese(String cell, long floor) {
        assertThat(read("listings", "floor", ALL, new ColumnNotation(null, null, true, ";"), cell))
                .isEqualTo(floor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"一百五", "百", "十百", "二十零四", "一百零", "十十", "一零百", "一百十五", "四层", "地下", "五万"})
    void aNumeralThatCouldBeTwoNumbersIsNone(String cell) {
        assertThat(read("listings", "floor", ALL, new ColumnNotation(null, null, true, ";"), cell))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aYearOfTheRepublicIsOneOfTheCommonEra() {
        assertThat(read("listings", "built_year", ALL, in(Unit.MINGUO_YEAR), "102"))
                .isEqualTo(2013L);
    }

    @Test
    void ofAPersonalNumberInAnotherFormAnalysisSeesTheSameCell() {
        CellReader reader = reader("demands", "commute_lat", ALL, BY_CONTRACT);
        Object value = reader.read("３１．２３４５６７", new HashSet<>());
        assertThat(value).isEqualTo(31.234567);
        assertThat(reader.coarse(value)).isEqualTo(31.235);
    }

    // Times

    @ParameterizedTest
    @CsvSource({
        "2026/11/3 下午3:05, 2026-11-03T07:05:00Z",
        "2026/11/3 上午12:05, 2026-11-02T16:05:00Z",
        "2026/11/3 PM3:05, 2026-11-03T07:05:00Z",
        "２０２６／１１／３　下午３：０５, 2026-11-03T07:05:00Z",
        "\u200e2026/11/3 下午3:05, 2026-11-03T07:05:00Z",
        "20261103, 2026-11-02T16:00:00Z",
        "2026-11-03T15:05+09:00, 2026-11-03T06:05:00Z"
    })
    void aTimeMayBeOfAFormThatTheSourceNames(String cell, Instant instant) {
        assertThat(read("leads", "created_at", ALL, BY_CONTRACT, cell)).isEqualTo(micros(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "MINGUO, 1090406, 2020-04-05T16:00:00Z",
        "MINGUO, 990412, 2010-04-11T16:00:00Z",
        "MINGUO, 109/4/6, 2020-04-05T16:00:00Z",
        "MINGUO, 民國109年4月6日, 2020-04-05T16:00:00Z",
        "MINGUO, 109/4/6 15:05, 2020-04-06T07:05:00Z",
        "MINGUO, 2020-04-06, 2020-04-05T16:00:00Z",
        "EXCEL, 1, 1899-12-31T15:54:17Z",
        "EXCEL, 59, 1900-02-27T15:54:17Z",
        "EXCEL, 61, 1900-02-28T15:54:17Z",
        "EXCEL, 46329, 2026-11-02T16:00:00Z",
        "EXCEL, 46329.6284722222, 2026-11-03T07:05:00Z",
        "EXCEL, 46329.999999999, 2026-11-03T16:00:00Z",
        "EXCEL_1904, 0, 1903-12-31T16:00:00Z",
        "EXCEL_1904, 44867, 2026-11-02T16:00:00Z"
    })
    void aTimeMayBeInTheCalendarOfItsColumn(CalendarForm calendar, String cell, Instant instant) {
        assertThat(read("leads", "created_at", Notation.BY_CONTRACT, in(calendar), cell))
                .isEqualTo(micros(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "MINGUO, 1090431",
        "MINGUO, 1091301",
        "MINGUO, 20200406",
        "MINGUO, 46329",
        "MINGUO, 109/2/30",
        "EXCEL, 0",
        "EXCEL, 60",
        "EXCEL, 60.5",
        "EXCEL, -1",
        "EXCEL, 2958466",
        "EXCEL, 20261103",
        "EXCEL, 1e5"
    })
    void whatIsNoDayOfTheCalendarIsRefused(CalendarForm calendar, String cell) {
        assertThat(read("leads", "created_at", Notation.BY_CONTRACT, in(calendar), cell))
                .isEqualTo(new Refusal("created_at", RefusalCode.NOT_A_TIME, "a time such as 2026-01-31 09:30:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"46329", "1090406", "20261103", "2026/11/3", "2026-11-03T15:05+0800", "２０２６-１１-０３"})
    void theContractKnowsNoOtherCalendarAndForm(String cell) {
        assertThat(read("leads", "created_at", Notation.BY_CONTRACT, BY_CONTRACT, cell))
                .isInstanceOf(Refusal.class);
    }

    // Booleans, enumerations, lists, texts

    @ParameterizedTest
    @CsvSource({"是, true", "否, false", "１, true", "Ｎ, false", "\u200b是, true"})
    void aBooleanMayBeOfFullWidth(String cell, boolean value) {
        assertThat(read("listings", "title_clear", ALL, BY_CONTRACT, cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "短视頻, '; nearest is short_video'",
        "Referral, '; nearest is referral'",
        "转介, '; nearest is referral'",
        "refferal, '; nearest is referral'",
        "测试甲, ''",
        "x, ''"
    })
    void aRefusedValueCarriesTheOneThatWasProbablyMeantButNotItself(String cell, String nearest) {
        assertThat(read("leads", "channel", Notation.BY_CONTRACT, BY_CONTRACT, cell))
                .isEqualTo(new Refusal(
                        "channel",
                        RefusalCode.NOT_IN_ENUMERATION,
                        "one of platform, moments, community_group, short_video, service_station, referral,"
                                + " district_outreach, walk_in" + nearest));
    }

    @Test
    void aListIsSplitWhereItsColumnSays() {
        ColumnNotation own = new ColumnNotation(null, null, false, "、,");
        assertThat(read("demands", "districts", Notation.BY_CONTRACT, own, "福田区、 南山区,,罗湖区;x"))
                .isEqualTo(List.of("福田区", "南山区", "罗湖区;x"));
        assertThat(read("demands", "districts", ALL, BY_CONTRACT, "福田区；南山区")).isEqualTo(List.of("福田区", "南山区"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202eevil\u202c", "张\u200b三", "א\u200fb", "１２３", "👨\u200d👩\u200d👧"})
    void aTextIsKeptToTheLastMark(String cell) {
        assertThat(read("clients", "name", ALL, BY_CONTRACT, cell)).isEqualTo(cell);
    }

    private static Object read(String entity, String column, Notation notation, ColumnNotation own, String cell) {
        return reader(entity, column, notation, own).read(cell, new HashSet<>());
    }

    private static CellReader reader(String entity, String column, Notation notation, ColumnNotation own) {
        TimeForms times = new TimeForms(ZoneId.of("Asia/Shanghai"), notation.dateForms());
        return new CellReader(CONTRACTS.of(entity).column(column), times, notation, own);
    }

    private static Unit unit(String entity, String column, String spelling) {
        return Unit.of(CONTRACTS.of(entity).column(column)).stream()
                .filter(unit -> unit.spellings().contains(spelling))
                .findFirst()
                .orElseThrow();
    }

    private static ColumnNotation in(Unit unit) {
        return new ColumnNotation(unit, null, false, ";");
    }

    private static ColumnNotation in(CalendarForm calendar) {
        return new ColumnNotation(null, calendar, false, ";");
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
