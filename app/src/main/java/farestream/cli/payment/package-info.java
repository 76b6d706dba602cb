/// The commands `pay`, `payment` and `bank-account`: paying bills immediately or by bank file, and
/// reading the bank's answers.
@NullMarked
package farestream.cli.payment;

import org.jspecify.annotations.NullMarked;
