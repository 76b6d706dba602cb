/// Measures the local DynamoDB over the wire, with the client that the commands use.
@NullMarked
package farestream.bench.dynamodb;

import org.jspecify.annotations.NullMarked;
