/// Connections to PostgreSQL, its schema, and the mapping of Farestream's types to columns.
/// Contains no business rules; each feature's SQL is in that feature's package.
@NullMarked
package farestream.database;

import org.jspecify.annotations.NullMarked;
