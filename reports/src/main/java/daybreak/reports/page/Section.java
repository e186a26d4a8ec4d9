package daybreak.reports.page;

/**
 * A page of a report: one subject, read in a minute.
 *
 * @param name unique within the report; lower case and hyphens
 * @param title a few words, also in the bookmarks
 * @param headline what happened, signal or noise, what to do
 * @param body the rest, as XHTML
 */
public record Section(String name, String title, Markup headline, Markup body) {}
