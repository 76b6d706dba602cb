/// Payments of bills: who is owed what, how it is paid, at once or by a file for the bank, and
/// what the bank says of it. It reads bills and never changes one (see `billing`), and rounds as
/// `money` does. Which states there are and how one follows another is said by the database.
/// Nothing here knows what a bank's file looks like.
@NullMarked
package farestream.payout;

import org.jspecify.annotations.NullMarked;
