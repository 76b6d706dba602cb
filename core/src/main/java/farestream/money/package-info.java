/// Exact amounts of money. Only this package rounds them; no other package may round an amount or
/// hold one in binary floating point. It doesn't know what an amount is for.
@NullMarked
package farestream.money;

import org.jspecify.annotations.NullMarked;
