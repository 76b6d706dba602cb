/// A taxi trip and its life, as plain values. Nothing here reads or writes: not DynamoDB's items
/// (that is `stream` and the app's `booking`), not PostgreSQL's rows (that is `ledger`).
@NullMarked
package farestream.trip;

import org.jspecify.annotations.NullMarked;
