package daybreak.sample.world;

import daybreak.sample.delivery.Row;
import java.time.LocalDateTime;

/** A client's wish to buy, from the channel that brought it to where it ends. */
final class Lead {

    final String id;
    final Row row;
    final Client client;
    final Channel channel;
    final LocalDateTime createdAt;
    /** How far it will get. */
    final Stage destiny;

    boolean ended;

    Lead(String id, Row row, Client client, Channel channel, LocalDateTime createdAt, Stage destiny) {
        this.id = id;
        this.row = row;
        this.client = client;
        this.channel = channel;
        this.createdAt = createdAt;
        this.destiny = destiny;
    }
}
