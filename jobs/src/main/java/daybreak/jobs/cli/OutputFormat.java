package daybreak.jobs.cli;

/** How results are written. */
enum OutputFormat {
    /** Aligned, rounded, for people. */
    TABLE,
    /** RFC 4180, unrounded, safe to open in a spreadsheet. */
    CSV,
    /** An array of objects, unrounded. */
    JSON
}
