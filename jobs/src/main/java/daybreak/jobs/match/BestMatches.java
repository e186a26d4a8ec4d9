package daybreak.jobs.match;

import daybreak.schemas.matching.Matching;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The listings offered with tasks. Wishes are dealt out among as many tasks of the engine as it shuffles into; each of them
 * holds an index of all homes.
 */
public final class BestMatches {

    private static final StructType SCHEMA = new StructType()
            .add("task_id", DataTypes.StringType, false)
            .add("listings", DataTypes.createArrayType(DataTypes.StringType, false), false);

    private static final String DEAL = "deal";

    private final Matching matching;

    public BestMatches(Matching matching) {
        this.matching = matching;
    }

    /**
     * {@code task_id, listings}, the best first; a task for whose client nothing matches has no row.
     *
     * @param wishes rows of {@code wishes.sql}
     * @param homes rows of {@code homes.sql}
     */
    public Dataset<Row> of(Dataset<Row> wishes, Dataset<Row> homes) {
        int deals = Integer.parseInt(wishes.sparkSession().conf().get("spark.sql.shuffle.partitions"));
        Column one = functions.pmod(functions.hash(functions.col("tasks")), functions.lit(deals));
        Column each = functions.explode(functions.sequence(functions.lit(0), functions.lit(deals - 1)));
        return dealt(wishes, one)
                .cogroup(
                        dealt(homes, each),
                        new Search(new MatchScore(matching.weights()), matching.offered(), matching.leastScore()),
                        Encoders.row(SCHEMA));
    }

    private static KeyValueGroupedDataset<Integer, Row> dealt(Dataset<Row> rows, Column deal) {
        return rows.withColumn(DEAL, deal)
                .groupByKey((MapFunction<Row, Integer>) row -> row.<Integer>getAs(DEAL), Encoders.INT());
    }

    private record Search(MatchScore score, int offered, double leastScore)
            implements CoGroupFunction<Integer, Row, Row, Row>, Serializable {

        @Override
        public Iterator<Row> call(Integer deal, Iterator<Row> wishes, Iterator<Row> homes) {
            List<Row> offers = new ArrayList<>();
            if (!wishes.hasNext()) {
                return offers.iterator();
            }
            HomeIndex index = new HomeIndex(() -> mapped(homes), score, offered, leastScore);
            while (wishes.hasNext()) {
                Row row = wishes.next();
                List<String> best = index.best(wish(row));
                if (!best.isEmpty()) {
                    Seq<String> listings = CollectionConverters.asScala(best).toSeq();
                    row.<String>getList(row.fieldIndex("tasks"))
                            .forEach(task -> offers.add(RowFactory.create(task, listings)));
                }
            }
            return offers.iterator();
        }

        private static Iterator<Home> mapped(Iterator<Row> rows) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Home next() {
                    return home(rows.next());
                }
            };
        }
    }

    private static Home home(Row row) {
        return new Home(
                row.getAs("listing_id"),
                row.getAs("district"),
                row.getAs("rooms"),
                row.getAs("area"),
                row.getAs("built_year"),
                row.getAs("households_per_lift"),
                row.getAs("property_brand"),
                row.getAs("list_price"),
                row.getAs("lat"),
                row.getAs("lon"),
                row.getAs("listed_at"),
                texts(row, "meets"),
                row.<Integer>getAs("stands_from"),
                row.<Integer>getAs("gone_from"));
    }

    private static Wish wish(Row row) {
        return new Wish(
                row.<Integer>getAs("day"),
                row.<Integer>getAs("year"),
                row.getAs("budget_min"),
                row.getAs("budget_max"),
                texts(row, "districts"),
                row.getAs("rooms_min"),
                row.getAs("rooms_max"),
                row.getAs("area_min"),
                row.getAs("area_max"),
                row.getAs("max_building_age"),
                row.getAs("max_households_per_lift"),
                texts(row, "property_brands"),
                row.getAs("max_commute_minutes"),
                row.getAs("commute_cell_lat"),
                row.getAs("commute_cell_lon"),
                List.copyOf(texts(row, "wishes")),
                shares(row),
                texts(row, "declined"));
    }

    private static Set<String> texts(Row row, String column) {
        int index = row.fieldIndex(column);
        return row.isNullAt(index) ? Set.of() : new HashSet<>(row.<String>getList(index));
    }

    private static Map<String, Double> shares(Row row) {
        int index = row.fieldIndex("shares");
        return row.isNullAt(index) ? Map.of() : new HashMap<>(row.<String, Double>getJavaMap(index));
    }
}
