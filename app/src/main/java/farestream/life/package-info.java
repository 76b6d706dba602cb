/// The whole life of a trip, from its stream record to the bank's answer, and the trips that the
/// ledger has recorded: queries whose columns are named once, for people and programs alike.
@NullMarked
package farestream.life;

import org.jspecify.annotations.NullMarked;
