/// Billing cycles: which trips a cycle bills, what each driver's bill comes to, and what was
/// billed by hand and is left out. A closed cycle is never touched again. Nothing here pays
/// anybody (see `payout`) or rounds an amount (see `money`).
@NullMarked
package farestream.billing;

import org.jspecify.annotations.NullMarked;
