package daybreak.reports.mart;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The run whose marts stand.
 *
 * @param run its id
 * @param fromDay first business day of the run itself
 * @param toDay last business day; everything is as known then
 * @param asOf midnight ending that day, exclusive
 * @param zone the brokerage's
 */
public record Run(String run, String brokerage, LocalDate fromDay, LocalDate toDay, ZonedDateTime asOf, ZoneId zone) {}
