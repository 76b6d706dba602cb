/// Billing cycles. This package decides which trips a cycle bills, computes each driver's bill,
/// and leaves out what a manual bill covers. A closed cycle never changes. Payments are made by
/// `payout`, and Java code rounds amounts in `money` only.
@NullMarked
package farestream.billing;

import org.jspecify.annotations.NullMarked;
