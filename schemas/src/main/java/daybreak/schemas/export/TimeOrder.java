package daybreak.schemas.export;

import java.io.Serializable;

/**
 * Two columns of a row of which one cannot lie before the other, as the end of a viewing before its beginning. A row that
 * breaks it is kept and reported.
 */
public record TimeOrder(String earlier, String later) implements Serializable {}
