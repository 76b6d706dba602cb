/// `simulate` and `replay`: a made-up city at work, or real trip records driven again, on the
/// running system.
@NullMarked
package farestream.cli.simulate;

import org.jspecify.annotations.NullMarked;
