/// `pay`, `payment` and `bank-account`: bills are paid, at once or by a file for the bank, and
/// what the bank answers is read.
@NullMarked
package farestream.cli.payment;

import org.jspecify.annotations.NullMarked;
