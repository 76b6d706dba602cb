/// JSON of the protocol, read into plain maps and written from them.
@NullMarked
package farestream.dynamodb.json;

import org.jspecify.annotations.NullMarked;
