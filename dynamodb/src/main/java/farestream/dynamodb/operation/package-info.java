/// One class for each operation of the protocol.
@NullMarked
package farestream.dynamodb.operation;

import org.jspecify.annotations.NullMarked;
