/// The audit recomputes every amount from the trips up and compares it with the stored lines,
/// adjustments, bills, cycles, payments, journal and hash chain. PostgreSQL does the comparing.
/// The package never writes. It shares no code with what it checks, except two functions of the
/// schema: the rule for a trip's share and the rule for a journal entry.
@NullMarked
package farestream.audit;

import org.jspecify.annotations.NullMarked;
