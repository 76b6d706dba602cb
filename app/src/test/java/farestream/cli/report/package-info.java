/// Reports and statements through their commands.
@NullMarked
package farestream.cli.report;

import org.jspecify.annotations.NullMarked;
