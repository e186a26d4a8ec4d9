package daybreak.reports.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trace ids of one report, collected while its pages are made. An id depends on report, period and figure alone, so
 * the same figure has the same id in every language and when the report is made again.
 */
public final class Traces {

    /** Letters and digits that are not mistaken for one another, without vowels, so that no words arise. */
    private static final String ALPHABET = "2346789CDFGHJKMNPQRTVWXY";

    private static final int SHORTEST = 4;

    private final String report;
    private final String period;
    private final String run;
    private final Map<String, String> figureOfTaken;
    private final Map<String, Trace> byFigure = new LinkedHashMap<>();

    /**
     * No traces yet.
     *
     * @param taken ids that are in use, with what each stands for, as {@link #figureName} writes it
     */
    public Traces(String report, String period, String run, Map<String, String> taken) {
        this.report = report;
        this.period = period;
        this.run = run;
        this.figureOfTaken = new HashMap<>(taken);
    }

    /** A figure's name over all reports. */
    public static String figureName(String report, String period, String figure) {
        return report + "/" + period + "/" + figure;
    }

    /**
     * The id to print beside a figure.
     *
     * @param figure unique within the report; asked for again (another language), it keeps its id
     * @param refersTo the mart rows printed
     * @param printed the values printed, unrounded
     */
    public String mark(String page, String figure, List<MartRow> refersTo, Map<String, Object> printed) {
        Trace known = byFigure.get(figure);
        if (known != null) {
            return known.id();
        }
        String id = id(figureName(report, period, figure));
        byFigure.put(figure, new Trace(id, report, period, page, figure, refersTo, printed, run));
        return id;
    }

    /** All traces marked so far, in the order of the pages. */
    public List<Trace> all() {
        return List.copyOf(byFigure.values());
    }

    private String id(String name) {
        byte[] hash = sha256(name);
        StringBuilder letters = new StringBuilder();
        for (byte part : hash) {
            letters.append(ALPHABET.charAt(Byte.toUnsignedInt(part) % ALPHABET.length()));
            if (letters.length() >= SHORTEST) {
                String holder = figureOfTaken.putIfAbsent(letters.toString(), name);
                if (holder == null || holder.equals(name)) {
                    return letters.toString();
                }
            }
        }
        throw new IllegalStateException("No free trace id for " + name);
    }

    private static byte[] sha256(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
