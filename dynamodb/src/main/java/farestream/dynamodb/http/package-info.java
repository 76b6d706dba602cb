/// The protocol's way over HTTP: who may ask, how large a request may be, how answers look.
@NullMarked
package farestream.dynamodb.http;

import org.jspecify.annotations.NullMarked;
