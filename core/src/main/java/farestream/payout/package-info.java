/// Payments of bills: who is owed what, and which bills are not paid and why. It reads bills and
/// never changes one (see `billing`), and rounds as `money` does.
@NullMarked
package farestream.payout;

import org.jspecify.annotations.NullMarked;
