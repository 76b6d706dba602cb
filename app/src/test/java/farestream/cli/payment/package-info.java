/// Payments, bank files and bank accounts through their commands.
@NullMarked
package farestream.cli.payment;

import org.jspecify.annotations.NullMarked;
