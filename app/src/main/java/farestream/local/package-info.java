/// A local DynamoDB and PostgreSQL as child processes of this JVM, on loopback, with their data in
/// one folder. Here live starting, guarding and stopping them, and nothing that uses them: no
/// table, no schema, no query of ours.
@NullMarked
package farestream.local;

import org.jspecify.annotations.NullMarked;
