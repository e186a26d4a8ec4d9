package daybreak.jobs.catalog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as a person at this machine reads it off the clock. */
final class Since {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Since() {}

    static String of(Instant moment) {
        return FORM.format(moment.atZone(ZoneId.systemDefault()));
    }
}
