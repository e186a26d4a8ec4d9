package daybreak.jobs.intake;

import java.util.List;
import java.util.stream.Collectors;

/** Files so unusual against the days before that nothing is published before somebody has said that they are right. */
public final class UnusualIntakeException extends RuntimeException {

    private static final int SAID = 5;

    public UnusualIntakeException(List<IntakeNotice> stops) {
        super(
                stops.stream().limit(SAID).map(IntakeNotice::message).collect(Collectors.joining(" "))
                        + (stops.size() > SAID ? " And " + (stops.size() - SAID) + " more of the kind." : "")
                        + " Nothing was published. Put the export right and run again; if it is right as it is, add --accept-unusual.");
    }
}
