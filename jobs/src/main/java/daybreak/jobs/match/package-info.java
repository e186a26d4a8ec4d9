/**
 * Which homes a client is offered: the match score, and the search for the best without looking at every home. Written by
 * hand because wishes × homes is the one product that grows with both sides of the market.
 */
@NullMarked
package daybreak.jobs.match;

import org.jspecify.annotations.NullMarked;
