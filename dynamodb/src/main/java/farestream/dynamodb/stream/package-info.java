/// Streams, their shards with lineage, and their records.
@NullMarked
package farestream.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
