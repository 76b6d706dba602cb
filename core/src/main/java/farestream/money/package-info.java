/// Exact amounts of money, and the only place that rounds them. Nothing here knows what an amount
/// is for; no other package may round one or hold one in binary floating point.
@NullMarked
package farestream.money;

import org.jspecify.annotations.NullMarked;
