package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The states of a promised step as one bar, with its key below. States outside the rate are outlined and dashed. */
public final class StateBar extends FramedChart {

    private static final double BAR_HEIGHT = 12.4;
    private static final double KEY_SIZE = 6.4;
    private static final double KEY_LINE = 11;
    private static final double SEAM = 0.8;

    private final Data data;

    public StateBar(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /** What became of a promised step. */
    public enum State {
        /** Done within the promise. */
        IN_TIME,
        /** Done, but after the promise. */
        LATE,
        /** Not done, and the promise has run out. */
        LAPSED,
        /** Not done, and the promise still runs: outside the rate. */
        OPEN,
        /** Its clock has not started: outside the rate. */
        NOT_STARTED
    }

    /**
     * The cases of one state.
     *
     * @param state what became of the cases
     * @param count how many
     * @param label what the key calls them
     */
    public record Part(State state, int count, String label) {

        public Part {
            if (count < 0) {
                throw new IllegalArgumentException("There are no fewer than 0 cases " + label + ": " + count);
            }
        }
    }

    /**
     * The figures.
     *
     * @param parts from left to right; those without cases do not show; a key too long for the width runs on below
     */
    public record Data(List<Part> parts) {

        public Data {
            parts = List.copyOf(parts);
        }
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        int total = data.parts().stream().mapToInt(Part::count).sum();
        if (total > 0) {
            drawBar(g, area, total);
        }
        double x = area.getX();
        double top = area.getY() + BAR_HEIGHT + 5.5;
        for (Part part : data.parts()) {
            if (part.count() == 0) {
                continue;
            }
            double width = KEY_SIZE + 3 + ChartTheme.width(g, theme().label(), part.label());
            if (x > area.getX() && x + width > area.getMaxX()) {
                x = area.getX();
                top += KEY_LINE;
            }
            paint(g, part.state(), new Rectangle2D.Double(x, top, KEY_SIZE, KEY_SIZE));
            ChartTheme.text(g, theme().label(), ChartTheme.MUTED, part.label(), x + KEY_SIZE + 3, top + 6);
            x += width + 9;
        }
    }

    private void drawBar(Graphics2D g, Rectangle2D area, int total) {
        // Each part is as wide as its figure at least: one late case of hundreds has to be seen.
        double[] widths = new double[data.parts().size()];
        double fixed = 0;
        double flexible = 0;
        for (int i = 0; i < widths.length; i++) {
            Part part = data.parts().get(i);
            double share = area.getWidth() * part.count() / total;
            double least = ChartTheme.width(g, theme().figure(), Integer.toString(part.count())) + 6;
            if (part.count() > 0 && share < least) {
                widths[i] = least;
                fixed += least;
            } else {
                flexible += part.count();
            }
        }
        double x = area.getX();
        for (int i = 0; i < widths.length; i++) {
            Part part = data.parts().get(i);
            if (part.count() == 0) {
                continue;
            }
            double width = widths[i] > 0 ? widths[i] : (area.getWidth() - fixed) * part.count() / flexible;
            paint(g, part.state(), new Rectangle2D.Double(x, area.getY(), width - SEAM, BAR_HEIGHT));
            ChartTheme.centred(
                    g,
                    theme().figure(),
                    textColour(part.state()),
                    Integer.toString(part.count()),
                    x + (width - SEAM) / 2,
                    area.getY() + BAR_HEIGHT / 2 + 2.8);
            x += width;
        }
    }

    private static void paint(Graphics2D g, State state, Rectangle2D area) {
        g.setPaint(
                switch (state) {
                    case IN_TIME -> ChartTheme.OURS;
                    case LATE -> ChartTheme.LATE;
                    case LAPSED -> ChartTheme.WORSE;
                    case OPEN, NOT_STARTED -> Color.WHITE;
                });
        g.fill(area);
        if (state == State.OPEN || state == State.NOT_STARTED) {
            g.setPaint(state == State.OPEN ? ChartTheme.OURS : ChartTheme.LIMIT);
            g.setStroke(new BasicStroke(
                    0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {2f, 1.4f}, 0f));
            g.draw(new Rectangle2D.Double(
                    area.getX() + 0.4, area.getY() + 0.4, area.getWidth() - 0.8, area.getHeight() - 0.8));
        }
    }

    private static Color textColour(State state) {
        return switch (state) {
            case IN_TIME, LAPSED -> Color.WHITE;
            case LATE -> ChartTheme.INK;
            case OPEN -> ChartTheme.OURS;
            case NOT_STARTED -> ChartTheme.MUTED;
        };
    }
}
