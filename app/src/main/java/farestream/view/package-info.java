/// How things are shown: one definition for each, from which tables, JSON and CSV are made, so that
/// a thing has the same columns and names everywhere. Nothing here prints or asks a database.
@NullMarked
package farestream.view;

import org.jspecify.annotations.NullMarked;
