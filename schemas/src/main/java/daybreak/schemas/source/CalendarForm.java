package daybreak.schemas.source;

/** Ways to write a day, and perhaps a time, that a pattern of letters cannot describe. */
public enum CalendarForm {
    /** Years of the Republic of China: {@code 1090406}, {@code 109/4/6}, {@code 民國109年4月6日}, each 2020-04-06. */
    MINGUO,
    /** The number that a workbook keeps: days from 1900-01-01, which is 1, the time of day as a fraction. */
    EXCEL,
    /** The same of workbooks that count from 1904-01-01, which is 0. */
    EXCEL_1904
}
