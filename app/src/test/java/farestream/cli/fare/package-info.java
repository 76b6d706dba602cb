/// Tests of the commands `fare` and `fare check`.
@NullMarked
package farestream.cli.fare;

import org.jspecify.annotations.NullMarked;
