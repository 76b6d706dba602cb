/// What DynamoDB refuses, with its types and messages.
@NullMarked
package farestream.dynamodb.error;

import org.jspecify.annotations.NullMarked;
