/// Looks up riders and drivers in the ledger.
@NullMarked
package farestream.people;

import org.jspecify.annotations.NullMarked;
