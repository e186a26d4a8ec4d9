@NullMarked
package daybreak.sample.flaw;

import org.jspecify.annotations.NullMarked;
