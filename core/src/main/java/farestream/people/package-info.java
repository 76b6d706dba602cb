/// Riders and drivers that the ledger knows.
@NullMarked
package farestream.people;

import org.jspecify.annotations.NullMarked;
