/// `rider` and `driver`, with one class for both per command.
@NullMarked
package farestream.cli.people;

import org.jspecify.annotations.NullMarked;
