/// DynamoDB's errors, with their types and messages.
@NullMarked
package farestream.dynamodb.error;

import org.jspecify.annotations.NullMarked;
