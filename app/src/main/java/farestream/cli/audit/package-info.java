/// The command `audit verify`, which recomputes every amount and compares it with what is stored.
@NullMarked
package farestream.cli.audit;

import org.jspecify.annotations.NullMarked;
