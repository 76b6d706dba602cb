/// `rider` and `driver`: for each command a base class and a subclass for each of the two.
@NullMarked
package farestream.cli.people;

import org.jspecify.annotations.NullMarked;
