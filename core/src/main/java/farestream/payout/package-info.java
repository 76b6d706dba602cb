/// Payments of bills. This package finds out what each driver is owed, records payments made at
/// once or by a bank file, and processes the bank's answers. It reads bills and never changes them
/// (see `billing`). The database defines the states of a payment and the transitions between them.
/// The formats of bank files are unknown here.
@NullMarked
package farestream.payout;

import org.jspecify.annotations.NullMarked;
