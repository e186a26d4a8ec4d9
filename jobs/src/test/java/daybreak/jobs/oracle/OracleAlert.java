package daybreak.jobs.oracle;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert's life.
 *
 * @param rule name of the rule
 * @param subject key of what it is about: client_id; client_id and district; complaint_id and clock (answer or plan)
 * @param raisedOn the first day at whose end the condition held
 * @param closedOn the first later day at whose end it did not; null: still open at the end of the range
 */
public record OracleAlert(
        String rule,
        Map<String, String> subject,
        LocalDate raisedOn,
        @Nullable LocalDate closedOn) {}
