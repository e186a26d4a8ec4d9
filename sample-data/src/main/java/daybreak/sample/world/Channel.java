package daybreak.sample.world;

import java.util.List;

/** A source of leads: its share of them and what they are worth. */
enum Channel {
    PLATFORM("platform", 0.34, 0.050, 900, List.of("秋季置换", "新房源直推"), List.of("首屏广告", "小区专页", "降价提醒")),
    MOMENTS("moments", 0.08, 0.060, 120, List.of("老客福利"), List.of("成交故事", "看房日记")),
    COMMUNITY_GROUP("community_group", 0.07, 0.055, 60, List.of("邻里团"), List.of("学区问答", "装修分享")),
    SHORT_VIDEO("short_video", 0.22, 0.012, 1400, List.of("探房三分钟", "夜访小区"), List.of("探盘视频", "户型讲解", "直播切片")),
    SERVICE_STATION("service_station", 0.06, 0.065, 80, List.of("便民服务日"), List.of("免费打印", "家电清洗")),
    REFERRAL("referral", 0.07, 0.200, 40, List.of("老带新"), List.of("业主推荐")),
    DISTRICT_OUTREACH("district_outreach", 0.08, 0.032, 300, List.of("商圈摆展"), List.of("写字楼展位", "地铁口派单")),
    WALK_IN("walk_in", 0.08, 0.100, 0, List.of("门店接待"), List.of("橱窗房源"));

    final String code;
    /** Share of all leads. */
    final double share;
    /** Probability that a lead of this channel signs one day. */
    final double worth;
    /** Yuan spent on an ordinary day. */
    final int dailySpend;

    final List<String> campaigns;
    final List<String> contents;

    Channel(String code, double share, double worth, int dailySpend, List<String> campaigns, List<String> contents) {
        this.code = code;
        this.share = share;
        this.worth = worth;
        this.dailySpend = dailySpend;
        this.campaigns = campaigns;
        this.contents = contents;
    }
}
