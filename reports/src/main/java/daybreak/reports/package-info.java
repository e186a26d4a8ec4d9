@NullMarked
package daybreak.reports;

import org.jspecify.annotations.NullMarked;
