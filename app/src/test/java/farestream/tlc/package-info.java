/// Records of many years' shapes.
@NullMarked
package farestream.tlc;

import org.jspecify.annotations.NullMarked;
