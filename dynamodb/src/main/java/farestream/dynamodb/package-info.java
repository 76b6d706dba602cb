/// A small DynamoDB for development and tests, over HTTP and on loopback. Real work runs on AWS.
@NullMarked
package farestream.dynamodb;

import org.jspecify.annotations.NullMarked;
