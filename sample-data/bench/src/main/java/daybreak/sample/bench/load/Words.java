package daybreak.sample.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** The texts of the load, as they stand in the files. */
final class Words {

    static final byte[] TRUE = bytes("true");
    static final byte[] FALSE = bytes("false");

    static final byte[][] NAMES = all("王敏", "李伟", "张静", "刘洋", "陈磊", "杨帆", "赵芳", "黄强", "周杰", "吴婷", "徐明", "孙丽");
    static final byte[][] ROLES = all("consultant", "consultant", "consultant", "newcomer", "service");
    static final byte[][] SEGMENTS =
            all("first_home", "upgrade", "school", "business_owner", "shop_investor", "retirement");
    static final byte[][] STAGES = all("single", "newly_wed", "child", "second_child", "empty_nest", "retired");
    static final byte[][] CHANNELS = all(
            "platform",
            "moments",
            "community_group",
            "short_video",
            "service_station",
            "referral",
            "district_outreach",
            "walk_in");
    static final byte[][] CAMPAIGNS = all("春季看房", "老客回馈", "学区专场", "新盘直播", "周末专车", "社区讲座");
    static final byte[][] CONTENTS = all("户型解读", "学区指南", "贷款问答", "小区漫步", "成交故事", "税费清单", "装修前后", "通勤地图");
    static final byte[][] LOST = all("预算不足", "已在别处购房", "暂缓购房", "联系不上");
    static final byte[][] TAGS =
            all("metro", "school", "newer", "hospital", "park", "lift", "parking", "decorated", "quiet");
    static final byte[][] WISHES =
            all("metro;school", "lift;parking", "quiet", "park;hospital;metro", "decorated", "newer;lift", "");
    static final byte[][] BRANDS = all("安和物业", "嘉禾物业", "明远物业", "绿城服务", "");
    static final byte[][] SCHOOLS = all("第一小学", "实验小学", "育才学校", "", "", "");
    static final byte[][] LISTING_STATUS =
            all("on_market", "on_market", "on_market", "on_market", "on_market", "reserved", "sold", "withdrawn");
    static final byte[][] MEDIA = all("call", "wechat", "wechat", "sms", "visit", "store");
    static final byte[][] KINDS = all("in_depth", "push", "push", "care", "progress");
    static final byte[][] NOTES = all("已介绍近期房源", "\"客户看重地铁,预算可谈\"", "约好周末再联系", "发送户型图", "说明贷款流程", "询问学区政策", "回访", "约看");
    static final byte[][] SURFACES = all("app", "app", "web", "mini_program", "vr");
    static final byte[][] MODES = all("onsite", "onsite", "onsite", "vr", "live");
    static final byte[][] OUTCOMES = all("liked", "neutral", "neutral", "declined");
    static final byte[][] CONCERNS = all("价格;采光", "噪音", "楼层;电梯", "学区", "");
    static final byte[][] DEFECTS = all("", "", "", "seepage", "noise", "crack;dark", "odour");
    static final byte[][] MILESTONES = all(
            "online_signing",
            "escrow",
            "loan_preapproval",
            "loan_approval",
            "transfer",
            "handover",
            "fees_settled",
            "register_moved");
    static final byte[][] CHECKS =
            all("co_owner_signature", "mortgage_release", "title_verified", "register_clause", "default_interest");
    static final byte[][] ATTRIBUTIONS = all("service_fault", "listing_defect", "misunderstanding");
    static final byte[][] CAUSES = all("反馈迟缓", "承诺未兑现", "房源信息不实", "费用不清", "交接拖延", "态度");
    static final byte[][] COMPLAINT_CHANNELS = all("电话", "门店", "小程序");
    static final byte[][] REMEDIES = all("致歉并补办", "退还部分佣金", "更换经纪人");
    static final byte[][] TOUCHES = all("visit_1w", "call_1m", "event_3m");
    static final byte[][] SERVICES = all("renovation", "housekeeping", "cleaning", "school_guide", "other");
    static final byte[][] REWARDS = all("保洁券", "体检卡", "物业费抵扣");
    static final byte[][] STAGES_OF_REFERRAL = all("registered", "viewed", "signed");

    private Words() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[][] all(String... texts) {
        return Arrays.stream(texts).map(Words::bytes).toArray(byte[][]::new);
    }

    /** The prefix with the numbers from 1, in as many digits as given. */
    static byte[][] numbered(String prefix, int count, int digits) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> bytes(prefix + String.format(Locale.ROOT, "%0" + digits + "d", number)))
                .toArray(byte[][]::new);
    }
}
