/// Tests of the commands `pay`, `payment` and `bank-account`.
@NullMarked
package farestream.cli.payment;

import org.jspecify.annotations.NullMarked;
