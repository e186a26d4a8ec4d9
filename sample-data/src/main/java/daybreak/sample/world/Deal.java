package daybreak.sample.world;

import daybreak.sample.delivery.Row;

/** A signed contract. */
record Deal(Row row, Client client, Listing listing, Agent agent) {

    String id() {
        return String.valueOf(row.get("deal_id"));
    }

    boolean cancelled() {
        return "cancelled".equals(row.get("status")) || Boolean.TRUE.equals(row.get("deleted"));
    }
}
