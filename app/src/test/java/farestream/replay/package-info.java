/// Tests of replays on real servers.
@NullMarked
package farestream.replay;

import org.jspecify.annotations.NullMarked;
