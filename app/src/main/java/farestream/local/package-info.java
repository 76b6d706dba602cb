/// Runs a local DynamoDB and PostgreSQL as child processes of this JVM, on loopback, with their
/// data in one folder. The package starts, supervises and stops them; it contains no table, schema
/// or query of Farestream.
@NullMarked
package farestream.local;

import org.jspecify.annotations.NullMarked;
