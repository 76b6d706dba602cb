/// Trips made in numbers: real records of New York's taxis (the TLC's CSV files) replayed through
/// the whole life of a trip by riders and drivers who stand in for the real ones. Books through
/// `booking` like everybody else and reads the ledger only to count what arrived; prints nothing.
@NullMarked
package farestream.simulate;

import org.jspecify.annotations.NullMarked;
