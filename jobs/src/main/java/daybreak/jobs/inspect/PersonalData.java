package daybreak.jobs.inspect;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what may be personal data of what surely is none, and masks it. What is in doubt is masked. */
final class PersonalData {

    private static final Pattern HEADER =
            Pattern.compile("(?i).*(?:姓名|名称|电话|電話|手机|手機|联系|身份证|微信|邮箱|生日|出生|地址|门牌|門牌|备注|備註|经度|纬度"
                    + "|name|phone|mobile|mail|wechat|birth|address|note|remark|latitude|longitude).*");
    /** Of people by whatever they are called, unless it is their ids. */
    private static final Pattern HEADER_OF_PEOPLE =
            Pattern.compile("(?i)(?!.*(?:id|编号)$).*(?:agent|manager|owner|contact|负责人|顾问|经纪|经理|业主|客户).*");

    private static final Pattern NUMBER_OF_A_PERSON =
            Pattern.compile("(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|\\d{17}[\\dXx]|\\d{15}|.*@.*");
    private static final Pattern NUMBER = Pattern.compile("\\+?[\\d(][\\d ()-]{5,}\\d");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{L}'.-]*)+|"
            + "[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧"
            + "蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭廖邹熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万段雷钱錢汤湯尹黎易常武乔贺赖龚文]"
            + "\\p{IsHan}{1,3}|\\p{IsHan}{1,4}(?:先生|女士|小姐)");
    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");

    private PersonalData() {}

    /** Whether the cell looks like a name, a mail address, a mobile number or the number of an identity card. */
    static boolean looksPersonal(String cell) {
        return NUMBER_OF_A_PERSON.matcher(cell).matches() || NAME.matcher(cell).matches();
    }

    /** Whether the cell may be the number of a telephone. */
    static boolean looksNumbered(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /**
     * Whether the cells of a column are shown only masked.
     *
     * @param column what the contract takes it for; null: nothing
     */
    static boolean isIn(
            ColumnContents contents, CellType type, @Nullable ExportContract contract, @Nullable Column column) {
        if (column != null && column.pii().isPersonal()) {
            return true;
        }
        if (HEADER.matcher(contents.header()).matches()
                || HEADER_OF_PEOPLE.matcher(contents.header()).matches()) {
            return true;
        }
        return switch (type) {
            case BLANK, BOOLEAN, DATE, TIME -> false;
            case INTEGER, DECIMAL, MONEY ->
                contents.isPersonal()
                        || (contents.isNumbered()
                                && (column == null || !column.type().isNumber()));
            case ENUMERATION -> !isNamed(contents, column) && (contents.isPersonal() || contents.isNumbered());
            case LIST -> column == null || contents.isPersonal();
            case TEXT ->
                column == null
                        || contract == null
                        || !(contract.key().contains(column.name()) || column.references() != null)
                        || contents.isPersonal()
                        || contents.isNumbered();
        };
    }

    private static boolean isNamed(ColumnContents contents, @Nullable Column column) {
        return column != null
                && contents.distinct().stream()
                        .allMatch(cell -> column.canonicalValue(cell).isPresent());
    }

    /** A mobile number as {@code 138****0000}, of anything else its first character. */
    static String masked(String cell) {
        if (MOBILE.matcher(cell).matches()) {
            return cell.substring(0, 3) + "****" + cell.substring(7);
        }
        return cell.substring(0, cell.offsetByCodePoints(0, 1)) + "***";
    }
}
