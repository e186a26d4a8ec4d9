package daybreak.sample.bench.duckdb;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known at the end of a day, as the tables that the metrics' statements read, from the Parquet files of all runs
 * so far: {@code <entity>} in force, and where versions matter {@code c_<entity>} (each with the dates {@code begins} and
 * {@code ends} between which it was in force; the first reaches back for ever) and {@code h_<entity>} (without
 * withdrawals). Only columns that a statement names. Times are microseconds of the brokerage's wall clock, which a zone
 * without changes of its clocks allows.
 */
final class Known {

    private static final Map<String, String> COLUMNS = columns();
    private static final Set<String> VERSIONED =
            Set.of("agents", "clients", "leads", "listings", "demands", "recommendations", "viewings", "complaints");
    private static final Set<String> NEVER_BLANKED = Set.of("scheduled_at", "due_on");

    private Known() {}

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("agents", "agent_id store_id");
        columns.put("clients", "client_id segment agent_id created_at status horizon_days purchasing_power deleted");
        columns.put("leads", "lead_id client_id channel campaign content created_at agent_id first_response_at");
        columns.put(
                "demands",
                "client_id valid_from budget_min budget_max districts rooms_min rooms_max area_min area_max max_building_age"
                        + " max_households_per_lift property_brands max_commute_minutes commute_cell_lat commute_cell_lon"
                        + " need_tags implied_tags");
        columns.put(
                "listings",
                "listing_id district lat lon rooms area built_year households_per_lift property_brand list_price title_clear"
                        + " mortgaged metro_metres school parking_ratio tags listed_at status deleted");
        columns.put(
                "recommendations",
                "recommendation_id client_id listing_id recommended_at source client_response score");
        columns.put(
                "viewings",
                "viewing_id client_id listing_id agent_id mode booked_at scheduled_at started_at ended_at status feedback_at"
                        + " outcome");
        columns.put("offers", "offer_id client_id offered_at");
        columns.put("deals", "deal_id lead_id client_id listing_id agent_id signed_at status deleted");
        columns.put("deal_milestones", "deal_id milestone done_at");
        columns.put("after_sales", "deal_id touch done_at");
        columns.put(
                "complaints",
                "complaint_id client_id agent_id store_id opened_at responded_at plan_at resolved_at attribution"
                        + " root_cause severity");
        columns.put("contacts", "client_id agent_id contacted_at");
        return columns;
    }

    static Set<String> entities() {
        return COLUMNS.keySet();
    }

    /** The statements that make an entity's tables. */
    static List<String> of(ExportContract contract, String files, LocalDate day) {
        String name = contract.entity();
        String asOf = "TIMESTAMP '" + day.plusDays(1) + "'";
        String rows = "SELECT arrived, " + selected(contract, day, asOf) + " FROM read_parquet('" + files
                + "') WHERE bad IS NULL"
                + (contract.ownTime() == null ? "" : " AND " + contract.ownTime() + " < " + asOf);
        if (contract.kind() == EntityKind.EVENT) {
            return List.of("CREATE TEMP TABLE " + name + " AS " + rows);
        }
        String key = String.join(", ", contract.key());
        if (!VERSIONED.contains(name)) {
            return List.of("CREATE TEMP TABLE " + name + " AS " + rows + " QUALIFY row_number() OVER (PARTITION BY "
                    + key + " ORDER BY arrived DESC) = 1");
        }
        String standing = contract.withdrawable() ? " WHERE NOT coalesce(deleted, false)" : "";
        String inForce = "CASE WHEN row_number() OVER w = 1 THEN DATE '0001-01-01' ELSE arrived END AS begins,"
                + " coalesce(lead(arrived) OVER w, DATE '9999-12-31') AS ends";
        String window = " WINDOW w AS (PARTITION BY " + key + " ORDER BY arrived)";
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TEMP TABLE c_" + name + " AS SELECT *, " + inForce + " FROM (" + rows + ")" + window);
        statements.add("CREATE TEMP VIEW " + name + " AS SELECT * FROM c_" + name + " WHERE ends = DATE '9999-12-31'");
        statements.add(
                contract.withdrawable()
                        ? "CREATE TEMP TABLE h_" + name + " AS SELECT * EXCLUDE (begins, ends), " + inForce + " FROM c_"
                                + name + standing + window
                        : "CREATE TEMP VIEW h_" + name + " AS SELECT * FROM c_" + name);
        return statements;
    }

    private static String selected(ExportContract contract, LocalDate day, String asOf) {
        List<String> selected = new ArrayList<>();
        for (String name : COLUMNS.getOrDefault(contract.entity(), "").split(" ", -1)) {
            if (!contract.hasColumn(name)) {
                selected.add(name); // the coarse form of a personal column
                continue;
            }
            Column column = contract.column(name);
            boolean kept = NEVER_BLANKED.contains(name) || name.equals(contract.ownTime());
            if (column.type() == ColumnType.TIME) {
                String value = kept ? name : "CASE WHEN " + name + " < " + asOf + " THEN " + name + " END";
                selected.add("epoch_us(" + value + ") AS " + name);
                selected.add("CAST(" + value + " AS DATE) AS " + name + "_on");
            } else if (column.type() == ColumnType.DATE && !kept) {
                selected.add("CASE WHEN " + name + " <= DATE '" + day + "' THEN " + name + " END AS " + name);
            } else {
                selected.add(name);
            }
        }
        return String.join(", ", selected);
    }
}
