/// Tests of the command `reconcile`.
@NullMarked
package farestream.cli.reconcile;

import org.jspecify.annotations.NullMarked;
