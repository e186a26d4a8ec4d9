/**
 * From a CRM's files to the warehouse: {@link daybreak.jobs.ingest.Landing} finds and checks the files, one pass of {@link
 * daybreak.jobs.ingest.IngestTask} types, checks and splits the rows, {@link daybreak.jobs.ingest.Verdicts} tells new rows
 * from known ones. {@link daybreak.jobs.ingest.Ingest} names the steps in order.
 */
@NullMarked
package daybreak.jobs.ingest;

import org.jspecify.annotations.NullMarked;
