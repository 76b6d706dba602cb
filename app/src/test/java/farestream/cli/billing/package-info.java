/// Bills and cycles through their commands.
@NullMarked
package farestream.cli.billing;

import org.jspecify.annotations.NullMarked;
