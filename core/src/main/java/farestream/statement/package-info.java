/// Driver statements. A statement lists a driver's trips, corrections of earlier bills, balances
/// and payments of a cycle. It is read from the ledger, and its figures are verified before it is
/// returned. This package never writes and doesn't know how statements are formatted. Statements
/// contain no data of riders.
@NullMarked
package farestream.statement;

import org.jspecify.annotations.NullMarked;
