/// The definitions of tables and their indexes, and the storage of their items.
@NullMarked
package farestream.dynamodb.table;

import org.jspecify.annotations.NullMarked;
