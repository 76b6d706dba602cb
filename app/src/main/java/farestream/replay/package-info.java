/// Replays planned trips through the whole life of a trip and waits until the ledger has them.
/// Books through `booking` like everybody else and reads the ledger only to count; prints nothing.
@NullMarked
package farestream.replay;

import org.jspecify.annotations.NullMarked;
