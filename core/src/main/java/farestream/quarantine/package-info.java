/// The dead-letter table as an operator sees it: lists rejected records, replays or drops them.
@NullMarked
package farestream.quarantine;

import org.jspecify.annotations.NullMarked;
