/// Tests of the command `quarantine`.
@NullMarked
package farestream.cli.quarantine;

import org.jspecify.annotations.NullMarked;
