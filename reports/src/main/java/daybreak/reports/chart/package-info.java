/** Drawings in the house style: what a chart is, and the charts themselves. */
@NullMarked
package daybreak.reports.chart;

import org.jspecify.annotations.NullMarked;
