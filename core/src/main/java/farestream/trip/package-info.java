/// A taxi trip, its people and its key, as plain values. `stream` and the app's `booking` read and
/// write DynamoDB's items; `sink` writes PostgreSQL's rows.
@NullMarked
package farestream.trip;

import org.jspecify.annotations.NullMarked;
