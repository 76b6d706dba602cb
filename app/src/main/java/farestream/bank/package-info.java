/// Bank accounts and ISO 20022 files as values: credit transfers (pain.001) are written; status
/// reports (pain.002), notifications (camt.054) and statements (camt.053) are read. What a file
/// means for a payment is decided elsewhere. This package uses no database.
@NullMarked
package farestream.bank;

import org.jspecify.annotations.NullMarked;
