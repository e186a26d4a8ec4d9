/** Pages as PDF and pictures: fonts, templates, trace ids, and what a rendered report leaves behind. */
@NullMarked
package daybreak.reports.page;

import org.jspecify.annotations.NullMarked;
