@NullMarked
package daybreak.reports.chart;

import org.jspecify.annotations.NullMarked;
