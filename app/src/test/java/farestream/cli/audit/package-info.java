/// `audit verify` through its front door.
@NullMarked
package farestream.cli.audit;

import org.jspecify.annotations.NullMarked;
