/// History through its commands.
@NullMarked
package farestream.cli.history;

import org.jspecify.annotations.NullMarked;
