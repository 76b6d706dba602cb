/// Attribute values: their types, limits, sizes and order, and their encoding as JSON and as
/// bytes.
@NullMarked
package farestream.dynamodb.value;

import org.jspecify.annotations.NullMarked;
