package daybreak.jobs.spark;

import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MicrosToTimestamp;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.TimestampAdd;
import org.apache.spark.sql.catalyst.expressions.UnixMicros;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.execution.SparkSqlAstBuilder;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.types.DataTypes;
import scala.Function0;
import scala.Option;

/**
 * Spark's parser, but for two things.
 *
 * <p>Expressions carry no text of their statement. Native execution would send that text once for each expression to each
 * task, where nothing reads it. Errors of analysis name line and position all the same.
 *
 * <p>Hours and minutes added to a time are so many of 60 minutes, exactly (metrics.md, Clock). Spark takes
 * 24 of them for a day of the calendar, which where clocks are changed has 23 or 25. It also looks the calendar up for each
 * row, outside the native engine: a million such sums took it a second and more, and take a tenth of one as numbers.
 */
final class PlainParser extends SparkSqlParser {

    private static final long MICROS_OF_A_MINUTE = 60_000_000L;

    private final SparkSqlAstBuilder builder = new ElapsedTime();

    @Override
    public SparkSqlAstBuilder astBuilder() {
        return builder;
    }

    @Override
    public <T> T withErrorHandling(ParserRuleContext context, Option<String> text, Function0<T> parsed) {
        // Where parameters were put in, the text comes with the surroundings too.
        Origin surrounding = CurrentOrigin.get();
        CurrentOrigin.reset();
        try {
            return super.withErrorHandling(context, Option.empty(), parsed);
        } finally {
            CurrentOrigin.set(surrounding);
        }
    }

    private static final class ElapsedTime extends SparkSqlAstBuilder {

        @Override
        public Expression visitTimestampadd(SqlBaseParser.TimestampaddContext context) {
            Expression parsed = super.visitTimestampadd(context);
            if (!(parsed instanceof TimestampAdd sum)) {
                return parsed;
            }
            return switch (sum.unit().toUpperCase(Locale.ROOT)) {
                case "HOUR" -> later(sum, 60 * MICROS_OF_A_MINUTE);
                case "MINUTE" -> later(sum, MICROS_OF_A_MINUTE);
                default -> parsed;
            };
        }

        private static Expression later(TimestampAdd sum, long unit) {
            Expression micros = new UnixMicros(new Cast(sum.timestamp(), DataTypes.TimestampType, Option.empty()));
            Expression added = new Multiply(
                    new Cast(sum.quantity(), DataTypes.LongType, Option.empty()),
                    Literal.create(unit, DataTypes.LongType));
            return new MicrosToTimestamp(new Add(micros, added));
        }
    }
}
