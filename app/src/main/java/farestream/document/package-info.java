/// Writes statements and reports as PDF, CSV, JSON and HTML. Files are replaced atomically. The
/// figures come from `statement` and `report`; this package computes only the totals of columns
/// and the layout of charts.
@NullMarked
package farestream.document;

import org.jspecify.annotations.NullMarked;
