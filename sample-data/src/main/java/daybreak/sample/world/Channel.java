package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.util.List;

/**
 * A source of leads.
 *
 * @param share of all leads
 * @param worth probability that a lead of this channel signs one day
 * @param dailySpend yuan spent on an ordinary day
 */
record Channel(String code, double share, double worth, int dailySpend, List<String> campaigns, List<String> contents) {

    static final Channel REFERRAL = new Channel("referral", 0.07, 0.200, 40, List.of("老带新"), List.of("业主推荐"));
    static final Channel WALK_IN = new Channel("walk_in", 0.08, 0.100, 0, List.of("门店接待"), List.of("橱窗房源"));

    static final List<Channel> ALL = List.of(
            new Channel("platform", 0.34, 0.050, 900, List.of("秋季置换", "新房源直推"), List.of("首屏广告", "小区专页", "降价提醒")),
            new Channel("moments", 0.08, 0.060, 120, List.of("老客福利"), List.of("成交故事", "看房日记")),
            new Channel("community_group", 0.07, 0.055, 60, List.of("邻里团"), List.of("学区问答", "装修分享")),
            new Channel("short_video", 0.22, 0.012, 1400, List.of("探房三分钟", "夜访小区"), List.of("探盘视频", "户型讲解", "直播切片")),
            new Channel("service_station", 0.06, 0.065, 80, List.of("便民服务日"), List.of("免费打印", "家电清洗")),
            REFERRAL,
            new Channel("district_outreach", 0.08, 0.032, 300, List.of("商圈摆展"), List.of("写字楼展位", "地铁口派单")),
            WALK_IN);

    private static final double[] SHARES =
            ALL.stream().mapToDouble(Channel::share).toArray();

    static Channel any(Dice dice) {
        return ALL.get(dice.weighted(SHARES));
    }
}
