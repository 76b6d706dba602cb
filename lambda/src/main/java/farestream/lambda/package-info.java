/// The functions that run on AWS Lambda: one writes the stream's batches to the ledger, the other
/// migrates the schema. Everything specific to Lambda is here; core decides what a record means.
@NullMarked
package farestream.lambda;

import org.jspecify.annotations.NullMarked;
