/// Parses the protocol's JSON into plain maps and writes it from them.
@NullMarked
package farestream.dynamodb.json;

import org.jspecify.annotations.NullMarked;
