/// The functions that run on AWS Lambda: the stream's batches go into the ledger, and the
/// schema is brought up to date. What Lambda is about stays here; what a record means is
/// core's.
@NullMarked
package farestream.lambda;

import org.jspecify.annotations.NullMarked;
