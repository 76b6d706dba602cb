/// Reads the trips table's stream where there is no Lambda, and applies it to the ledger: one
/// active reader, parents before children, rows and checkpoint in one transaction. Decides
/// nothing about a trip; that is core's `stream` and `ledger`.
@NullMarked
package farestream.worker;

import org.jspecify.annotations.NullMarked;
