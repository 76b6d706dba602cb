/// The commands `bill`, `cycle` and `dispute`: closing, approving and showing billing cycles, and
/// resolving disputed charges.
@NullMarked
package farestream.cli.billing;

import org.jspecify.annotations.NullMarked;
