/// The servers through the commands that run them and look at them.
@NullMarked
package farestream.cli.server;

import org.jspecify.annotations.NullMarked;
