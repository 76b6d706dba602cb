/// Tests of writing statements and reports.
@NullMarked
package farestream.document;

import org.jspecify.annotations.NullMarked;
