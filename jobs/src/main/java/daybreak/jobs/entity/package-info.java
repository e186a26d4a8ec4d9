/** What the exports say, as SQL views: rows as they came, versions of each key, and the snapshot at the end of a day. */
@NullMarked
package daybreak.jobs.entity;

import org.jspecify.annotations.NullMarked;
