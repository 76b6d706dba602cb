/// Statements and reports as something that leaves the house: PDF, CSV, JSON, and a page for
/// browsers, written to files that are there whole or not at all. What stands in them comes from
/// `statement` and `report`, to the cent; nothing here computes but the totals of columns, and
/// where a figure stands in a picture.
@NullMarked
package farestream.document;

import org.jspecify.annotations.NullMarked;
