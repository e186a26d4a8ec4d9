/** Words and figures in the languages that reports are printed in. */
@NullMarked
package daybreak.reports.text;

import org.jspecify.annotations.NullMarked;
