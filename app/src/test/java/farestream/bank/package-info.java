/// Tests of bank files, with real XML.
@NullMarked
package farestream.bank;

import org.jspecify.annotations.NullMarked;
