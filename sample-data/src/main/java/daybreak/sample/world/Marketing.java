package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What each channel costs, day by day. */
final class Marketing {

    private final Setting setting;
    private final Dice dice;

    Marketing(Setting setting) {
        this.setting = setting;
        this.dice = setting.dice("marketing");
    }

    void begin(LocalDate first) {
        setting.plan(first.atTime(22, 30), this::book);
    }

    private void book() {
        for (Channel channel : Channel.ALL) {
            if (channel.dailySpend() > 0 && (channel.dailySpend() > 200 || dice.chance(0.3))) {
                long cents = Math.round(channel.dailySpend() * 100 * dice.uniform(0.7, 1.3));
                setting.record(setting.row("channel_spend")
                        .set("spend_id", setting.key("SP"))
                        .set("channel", channel.code())
                        .set("campaign", dice.pick(channel.campaigns()))
                        .set("spent_on", setting.today())
                        .set("amount", BigDecimal.valueOf(cents, 2)));
            }
        }
        setting.plan(setting.today().plusDays(1).atTime(22, 30), this::book);
    }
}
