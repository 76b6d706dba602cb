/// A sorted, durable key-value store with snapshot reads and a single writer with group commit.
@NullMarked
package farestream.dynamodb.store;

import org.jspecify.annotations.NullMarked;
