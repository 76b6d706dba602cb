/// Tests of the command `audit verify`.
@NullMarked
package farestream.cli.audit;

import org.jspecify.annotations.NullMarked;
