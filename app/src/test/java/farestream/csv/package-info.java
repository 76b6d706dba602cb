/// Tests of files of separated values.
@NullMarked
package farestream.csv;

import org.jspecify.annotations.NullMarked;
