/// Measures billing cycles of a million trips: closing one compared with the workshop's INSERT, and
/// how the time depends on the number of trips billed before; statements; and the audit.
@NullMarked
package farestream.bench.billing;

import org.jspecify.annotations.NullMarked;
