/// Measures the local DynamoDB over the wire.
@NullMarked
package farestream.bench.dynamodb;

import org.jspecify.annotations.NullMarked;
