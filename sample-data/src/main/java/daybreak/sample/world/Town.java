package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Districts and their communities: the made-up map on which the sample brokerage works. */
final class Town {

    /** @param squareMetre usual price of a square metre, yuan */
    record District(String name, double latitude, double longitude, int squareMetre, double demand) {}

    /**
     * @param metroMetres walking distance to the nearest metro station
     * @param school school of its catchment, empty if none
     */
    record Community(
            String id,
            String name,
            District district,
            double latitude,
            double longitude,
            int squareMetre,
            int builtYear,
            int metroMetres,
            String school,
            String propertyBrand,
            int parkingHundredths,
            int amenity,
            List<String> tags) {}

    static final List<District> DISTRICTS = List.of(
            new District("滨江", 30.2080, 120.2110, 42_000, 0.26),
            new District("城西", 30.2900, 120.0900, 36_000, 0.24),
            new District("钱江新城", 30.2500, 120.2150, 52_000, 0.16),
            new District("城北", 30.3400, 120.1600, 27_000, 0.20),
            new District("下沙", 30.3100, 120.3400, 22_000, 0.14));

    static final List<String> PROPERTY_BRANDS = List.of("样本物业", "禾木服务", "云栖管家", "江畔物业", "");

    private static final List<String> FIRST = List.of("江", "云", "樟", "桂", "湖", "柳", "星", "晴", "临", "锦");
    private static final List<String> SECOND = List.of("影里", "晖苑", "澜府", "溪花园", "岸名邸", "汀新村", "望公寓");

    private final List<Community> communities = new ArrayList<>();
    private final List<List<Community>> byDistrict = new ArrayList<>();

    Town(Dice dice, int communitiesPerDistrict) {
        int number = 0;
        for (District district : DISTRICTS) {
            List<Community> here = new ArrayList<>();
            for (int i = 0; i < communitiesPerDistrict; i++) {
                number++;
                here.add(community(dice, district, number));
            }
            communities.addAll(here);
            byDistrict.add(here);
        }
    }

    private static Community community(Dice dice, District district, int number) {
        boolean old = dice.chance(0.35);
        int builtYear = old ? dice.between(1992, 2004) : dice.between(2008, 2023);
        int metro = dice.between(150, 2600);
        double level = (old ? 0.85 : 1.05) * (metro <= 800 ? 1.06 : 0.97) * dice.uniform(0.9, 1.1);
        List<String> tags = new ArrayList<>();
        for (String tag : List.of("park", "hospital", "quiet")) {
            if (dice.chance(0.35)) {
                tags.add(tag);
            }
        }
        return new Community(
                String.format(Locale.ROOT, "X%03d", number),
                FIRST.get(number % FIRST.size()) + SECOND.get(number % SECOND.size()),
                district,
                district.latitude() + dice.uniform(-0.025, 0.025),
                district.longitude() + dice.uniform(-0.03, 0.03),
                (int) (district.squareMetre() * level),
                builtYear,
                metro,
                dice.chance(0.4) ? district.name() + "第" + "一二三四五六".charAt(dice.between(0, 5)) + "小学（样例）" : "",
                dice.pick(PROPERTY_BRANDS),
                old ? dice.between(10, 60) : dice.between(70, 160),
                dice.between(35, 95),
                List.copyOf(tags));
    }

    District district(Dice dice) {
        double[] weights = DISTRICTS.stream().mapToDouble(District::demand).toArray();
        return DISTRICTS.get(dice.weighted(weights));
    }

    Community community(District district, Dice dice) {
        return dice.pick(byDistrict.get(DISTRICTS.indexOf(district)));
    }
}
