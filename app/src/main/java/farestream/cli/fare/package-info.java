/// `fare` and `fare check`: what a ride costs by the tariff, and whether the fares of a file
/// follow it.
@NullMarked
package farestream.cli.fare;

import org.jspecify.annotations.NullMarked;
