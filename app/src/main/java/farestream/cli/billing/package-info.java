/// `bill`, `cycle` and `dispute`: cycles are closed, approved and shown, and disputes of their
/// trips resolved.
@NullMarked
package farestream.cli.billing;

import org.jspecify.annotations.NullMarked;
