/// A sorted, durable key-value store with snapshots for readers and one writer that commits in
/// groups.
@NullMarked
package farestream.dynamodb.store;

import org.jspecify.annotations.NullMarked;
