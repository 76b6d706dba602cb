/// The operations of the protocol, one class each, and the parsing of their parameters.
@NullMarked
package farestream.dynamodb.operation;

import org.jspecify.annotations.NullMarked;
