/// Cycles of a million trips: how long closing one takes beside what the workshop's INSERT takes,
/// and how that depends on what was billed before.
@NullMarked
package farestream.bench.billing;

import org.jspecify.annotations.NullMarked;
