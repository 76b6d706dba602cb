/// Rules that hold for all commands, and what tests of commands share: processes and terminals.
@NullMarked
package farestream.view;

import org.jspecify.annotations.NullMarked;
