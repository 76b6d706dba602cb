/// Bank accounts and the files that go to and come from a bank, ISO 20022: credit transfers out
/// (pain.001), status reports (pain.002) and bookings (camt.054) in. As values only: what a file
/// means to a payment is decided elsewhere, and no database is known here.
@NullMarked
package farestream.bank;

import org.jspecify.annotations.NullMarked;
