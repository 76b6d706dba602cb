/// Attribute values: their types, limits, sizes, order, and how they are written as JSON and as
/// bytes.
@NullMarked
package farestream.dynamodb.value;

import org.jspecify.annotations.NullMarked;
