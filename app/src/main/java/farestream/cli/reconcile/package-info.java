/// The command `reconcile`: comparing DynamoDB with PostgreSQL and repairing differences.
@NullMarked
package farestream.cli.reconcile;

import org.jspecify.annotations.NullMarked;
