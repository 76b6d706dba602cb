/// Tables and their indexes: what they are, and how their items are read and changed.
@NullMarked
package farestream.dynamodb.table;

import org.jspecify.annotations.NullMarked;
