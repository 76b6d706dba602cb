/// `reconcile`: DynamoDB and PostgreSQL are compared, and differences repaired.
@NullMarked
package farestream.cli.reconcile;

import org.jspecify.annotations.NullMarked;
