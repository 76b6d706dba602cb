/// The HTTP transport of the protocol: authentication, request size limits and response format.
@NullMarked
package farestream.dynamodb.http;

import org.jspecify.annotations.NullMarked;
