/**
 * From the bytes of a file to the records of a table, losing nothing. Whatever the form of the file, a reader hands out {@link
 * daybreak.jobs.tabular.TableRecords}: the header, the records in their order, those that cannot be read with the reason, and
 * a {@link daybreak.jobs.tabular.Finding} of what the file turned out to be. Knows neither entities nor types; that is the
 * business of those who read records.
 *
 * <p>Of delimited text, {@link daybreak.jobs.tabular.EncodingDetection} tells the encoding, {@link
 * daybreak.jobs.tabular.LosslessReader} decodes, {@link daybreak.jobs.tabular.DialectSniffer} tells separator, quote and
 * escape, {@link daybreak.jobs.tabular.HeaderSniffer} the header's lines, {@link daybreak.jobs.tabular.DelimitedRecords} splits,
 * and {@link daybreak.jobs.tabular.DelimitedTable} puts them together.
 *
 * <p>{@link daybreak.jobs.tabular.TableFile} is where reading begins: it tells by its bytes what a file is, and unpacks {@link
 * daybreak.jobs.tabular.ZipArchive} and {@link daybreak.jobs.tabular.GzipSource} as they are read. Of a workbook, {@link
 * daybreak.jobs.tabular.Workbook} knows what its sheets share, {@link daybreak.jobs.tabular.SheetRecords} reads the rows, and
 * {@link daybreak.jobs.tabular.SheetTable} puts them together. {@link daybreak.jobs.tabular.FramedTable} takes the table out of
 * what stands around it, whatever the form.
 */
@NullMarked
package daybreak.jobs.tabular;

import org.jspecify.annotations.NullMarked;
