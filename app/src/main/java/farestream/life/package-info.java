/// The history of a trip across PostgreSQL, from its stream record to the bank's answer, and the
/// list of recorded trips. These are queries whose columns name both the JSON keys and the titles
/// of tables.
@NullMarked
package farestream.life;

import org.jspecify.annotations.NullMarked;
