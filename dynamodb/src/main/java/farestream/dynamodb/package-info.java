/// A local DynamoDB for development and tests that serves HTTP on loopback. Production runs on
/// AWS.
@NullMarked
package farestream.dynamodb;

import org.jspecify.annotations.NullMarked;
