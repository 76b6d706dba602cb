/// What a driver is told of a cycle: trips, what corrects earlier ones, balances, payments; read
/// from the ledger and added up before anybody sees it. Nothing here writes, or knows how it will
/// look. Riders are named nowhere.
@NullMarked
package farestream.statement;

import org.jspecify.annotations.NullMarked;
