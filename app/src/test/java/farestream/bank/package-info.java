/// Tests of the bank's files, on real bytes.
@NullMarked
package farestream.bank;

import org.jspecify.annotations.NullMarked;
