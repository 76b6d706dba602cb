/// All of the money derived again from the trips upward and held against what is on record:
/// lines, adjustments, bills, cycles, payments, the journal and its chain. The server does the
/// comparing; nothing here writes, and nothing here uses the code that made what it checks but
/// the rule of a trip's share and the rule of an entry, which are functions of the schema.
@NullMarked
package farestream.audit;

import org.jspecify.annotations.NullMarked;
