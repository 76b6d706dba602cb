/// `reconcile` through its front door.
@NullMarked
package farestream.cli.reconcile;

import org.jspecify.annotations.NullMarked;
