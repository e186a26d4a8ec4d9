@org.jspecify.annotations.NullMarked
package daybreak.reports.mart;
