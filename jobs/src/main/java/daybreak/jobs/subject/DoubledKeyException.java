package daybreak.jobs.subject;

/** A subject has more than one row for a key and day: all that is counted from it would be wrong. */
public final class DoubledKeyException extends RuntimeException {

    DoubledKeyException(String subject, long keys) {
        super("Nothing was published: the subject " + subject + " has more than one row for a key and day (" + keys
                + (keys == 1 ? " key" : " keys") + "). If schemas/subjects/" + subject
                + ".sql was changed, see that it gives one row for each key of " + subject
                + ".yaml; if not, run again with --native off and report it.");
    }
}
