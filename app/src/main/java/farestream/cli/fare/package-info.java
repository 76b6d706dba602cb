/// The commands `fare` and `fare check`: quoting a ride by the tariff, and comparing the fares of
/// a file with it.
@NullMarked
package farestream.cli.fare;

import org.jspecify.annotations.NullMarked;
