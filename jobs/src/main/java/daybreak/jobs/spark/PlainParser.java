package daybreak.jobs.spark;

import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.execution.SparkSqlParser;
import scala.Function0;
import scala.Option;

/**
 * Spark's parser, without the statement's text on every expression of its plan. Native execution would send that text
 * once for each expression to each task, where nothing reads it. Errors of analysis name line and position all the same.
 */
final class PlainParser extends SparkSqlParser {

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
}
