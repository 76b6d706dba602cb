/// Tests of trip records in the formats of many years.
@NullMarked
package farestream.tlc;

import org.jspecify.annotations.NullMarked;
