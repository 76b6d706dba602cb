/// A statement as something that leaves the house: PDF, CSV and JSON, written to files that are
/// there whole or not at all. What stands in it comes from `statement`, to the cent; nothing here
/// computes but the totals of columns.
@NullMarked
package farestream.document;

import org.jspecify.annotations.NullMarked;
