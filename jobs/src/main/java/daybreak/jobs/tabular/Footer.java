package daybreak.jobs.tabular;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a record at the end of a table is a footer. Only what says so itself is: a count, a total, who exported and when, or
 * a rule of dashes. Anything else that has too few cells may be a record that was cut, and is refused as one.
 */
final class Footer {

    private static final Pattern TOTAL =
            Pattern.compile("(?:总计|合计|小计|共计|总额|total|sum)\\s*[:：]?", Pattern.CASE_INSENSITIVE);

    /** Spares the pattern to almost every record. */
    private static final String TOTAL_BEGINS = "总合小共tTsS";

    private static final Pattern SAYS_SO = Pattern.compile(
            TOTAL.pattern()
                    + "|(?:总?(?:记录|条|行|笔)数?|总数|总计|合计|小计|共计|数据总数)\\s*[:：]?\\s*\\d[\\d,]*\\s*[条行笔个]?(?:记录|数据)?"
                    + "|[总一]?共\\s*[:：]?\\s*\\d[\\d,]*\\s*[条行笔个]?(?:记录|数据)?"
                    + "|(?:导出|制表|打印|生成|统计|截止|截至)\\p{IsHan}{0,6}\\s*[:：].{0,100}"
                    + "|(?:total|count|sum|records|rows|total (?:records|rows))\\s*[:=]?\\s*\\d[\\d,]*(?: (?:records|rows))?"
                    + "|\\(?\\d[\\d,]* (?:records?|rows?)(?: affected| exported| selected)?\\)?"
                    + "|(?:exported|printed|generated)(?: (?:on|at|by))?\\s*:?\\s.{0,100}"
                    + "|[-=*_#]{3,}",
            Pattern.CASE_INSENSITIVE);

    private Footer() {}

    /** @param width cells that records of the table have */
    static boolean is(TableRecord record, int width) {
        List<String> cells = record.cells();
        String first = cells.get(0);
        if (first.isBlank() || width < 2 || !Sample.isSplit(record)) {
            return false;
        }
        if (cells.size() == width) {
            boolean isAlone = cells.get(1).isBlank() && cells.stream().skip(1).allMatch(String::isBlank);
            return (isAlone && SAYS_SO.matcher(first.strip()).matches())
                    || (TOTAL_BEGINS.indexOf(first.charAt(0)) >= 0
                            && cells.contains("")
                            && TOTAL.matcher(first.strip()).matches());
        }
        return SAYS_SO.matcher(first.strip()).matches();
    }
}
