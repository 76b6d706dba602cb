/// Tests of the commands that change and show trips.
@NullMarked
package farestream.cli.trip;

import org.jspecify.annotations.NullMarked;
