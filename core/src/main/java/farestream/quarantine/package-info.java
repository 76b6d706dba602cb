/// The dead-letter table (quarantine) for an operator: lists rejected records, replays or drops
/// them. `sink` writes them.
@NullMarked
package farestream.quarantine;

import org.jspecify.annotations.NullMarked;
