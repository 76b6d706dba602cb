/// Tests of the commands that run and inspect servers.
@NullMarked
package farestream.cli.server;

import org.jspecify.annotations.NullMarked;
