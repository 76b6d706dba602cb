/// What a taxi ride costs in New York by the rate card of its day: a pure function of the ride
/// and of the tables beside it (`rates.csv`, `holidays.csv`, `zones.csv`), which name their
/// sources. No clock, no SQL, no other input or output; nobody's records are looked at.
@NullMarked
package farestream.tariff;

import org.jspecify.annotations.NullMarked;
