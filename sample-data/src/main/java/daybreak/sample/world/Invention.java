package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Personal data of nobody. Names carry 样例, 业样 or 测试; telephone numbers begin with 100, identity numbers with the
 * region 000000, neither of which is ever assigned; free texts carry a numbered token. So a search for any of it can
 * only hit this world.
 */
final class Invention {

    private static final List<String> SURNAMES = List.of(
            "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁",
            "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢",
            "蒋", "蔡", "欧阳", "司马", "上官", "诸葛");
    private static final List<String> ENDINGS = List.of(
            "禾", "木", "安", "宁", "远", "清", "和", "朗", "晨", "星", "舟", "川", "岚", "溪", "柏", "竹", "兰", "梅", "荷", "桐", "枫",
            "松", "云", "雨", "雪", "霜", "霁", "晴", "虹", "霞", "山", "石", "泉", "湖", "海", "洋", "波", "澜", "沙", "洲", "田", "园",
            "苗", "谷", "麦", "稻", "桑", "麻", "丝", "锦", "墨", "砚", "笔", "书", "琴", "棋", "画", "诗", "词", "歌", "春", "夏", "秋",
            "冬", "东", "南", "西", "北", "金", "银", "铜", "玉", "珠", "贝", "丹", "青", "朱", "紫", "素", "玄");

    private long texts;

    /** The {@code ordinal}-th client: a name and contacts that no other client has. */
    String clientName(int ordinal) {
        return name(ordinal, "样例");
    }

    String agentName(int ordinal) {
        return name(ordinal * 7, "测试");
    }

    String ownerName(int ordinal) {
        return name(ordinal * 3, "业样");
    }

    private static String name(int ordinal, String mark) {
        // 48 surnames step against 80 endings; after 3,840 names a second ending is added.
        String surname = SURNAMES.get(ordinal % SURNAMES.size());
        int rest = ordinal / SURNAMES.size();
        String ending = ENDINGS.get((rest + ordinal) % ENDINGS.size());
        int round = rest / ENDINGS.size();
        return surname
                + mark
                + ending
                + ENDINGS.get(rest % ENDINGS.size())
                + (round == 0 ? "" : ENDINGS.get(round % ENDINGS.size()));
    }

    String clientPhone(int ordinal) {
        return String.format(Locale.ROOT, "1001%07d", ordinal * 37L % 10_000_000);
    }

    String ownerPhone(int ordinal) {
        return String.format(Locale.ROOT, "1002%07d", ordinal * 41L % 10_000_000);
    }

    String identityNumber(int ordinal, LocalDate birthday) {
        return String.format(
                Locale.ROOT,
                "000000%d%02d%02d%04d",
                birthday.getYear(),
                birthday.getMonthValue(),
                birthday.getDayOfMonth(),
                ordinal % 10_000);
    }

    String wechat(int ordinal) {
        return String.format(Locale.ROOT, "yangli_wx_%06d", ordinal);
    }

    LocalDate birthday(Dice dice) {
        return LocalDate.of(dice.between(1958, 2003), dice.between(1, 12), dice.between(1, 28));
    }

    /** A free text that a search can tell from every other text. */
    String text(String content) {
        return String.format(Locale.ROOT, "密语%06d：%s", ++texts, content);
    }
}
