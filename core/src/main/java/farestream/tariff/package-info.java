/// Computes the price of a New York taxi ride by the rate card of its day: a pure function of the
/// ride and of the tables in this package's resources (`rates.csv`, `holidays.csv`, `zones.csv`),
/// which name their sources. Uses no clock, no SQL and no other input or output.
@NullMarked
package farestream.tariff;

import org.jspecify.annotations.NullMarked;
