package daybreak.schemas.matching;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.YamlObject;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * How the listings offered with a task are found.
 *
 * @param weights of the parts of the match score
 * @param offered listings that go with a task, at most
 * @param leastScore a listing below it is not offered, 0 to 100
 * @param wishes the SELECT of what clients want, over {@code asked(task_id, client_id, day)}
 * @param homes the SELECT of the homes that may be offered
 */
public record Matching(Weights weights, int offered, double leastScore, String wishes, String homes) {

    private static final String FOLDER = "matching";
    private static final String SCORE = "match_score.yaml";

    /** The weights of the parts of a match score; only their proportions matter. */
    public record Weights(
            double price,
            double district,
            double rooms,
            double area,
            double wishes,
            double sensitivities,
            double commute)
            implements Serializable {}

    /**
     * What {@code schemas/matching} says.
     *
     * @throws DefinitionException for a weight that is missing or negative
     */
    public static Matching load() {
        DefinitionFolder folder = new DefinitionFolder(FOLDER);
        return parse(Map.of(
                SCORE,
                folder.readFile(SCORE),
                "wishes.sql",
                folder.readFile("wishes.sql"),
                "homes.sql",
                folder.readFile("homes.sql")));
    }

    /**
     * From the texts of the three files by their names.
     *
     * @throws DefinitionException for a weight that is missing or negative
     */
    public static Matching parse(Map<String, String> texts) {
        YamlObject score = YamlObject.parse(FOLDER + "/" + SCORE, texts.getOrDefault(SCORE, ""));
        score.onlyKnows(Set.of("weights", "offered", "least_score"));
        YamlObject weights = score.objectOrNull("weights");
        if (weights == null) {
            throw score.problem("weights is missing");
        }
        weights.onlyKnows(Set.of("price", "district", "rooms", "area", "wishes", "sensitivities", "commute"));
        return new Matching(
                new Weights(
                        number(weights, "price"),
                        number(weights, "district"),
                        number(weights, "rooms"),
                        number(weights, "area"),
                        number(weights, "wishes"),
                        number(weights, "sensitivities"),
                        number(weights, "commute")),
                (int) number(score, "offered"),
                number(score, "least_score"),
                texts.getOrDefault("wishes.sql", ""),
                texts.getOrDefault("homes.sql", ""));
    }

    private static double number(YamlObject object, String name) {
        Double number = object.numberOrNull(name);
        if (number == null || number < 0) {
            throw object.problem(name + " must be a number of at least 0");
        }
        return number;
    }
}
