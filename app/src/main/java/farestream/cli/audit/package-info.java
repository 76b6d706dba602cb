/// `audit verify`: every amount is derived again and compared with what is stored.
@NullMarked
package farestream.cli.audit;

import org.jspecify.annotations.NullMarked;
