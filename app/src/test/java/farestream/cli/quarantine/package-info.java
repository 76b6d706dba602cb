/// The quarantine through its commands.
@NullMarked
package farestream.cli.quarantine;

import org.jspecify.annotations.NullMarked;
