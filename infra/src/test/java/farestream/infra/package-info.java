/// Tests of the templates and of their deployment that need no AWS account: with AWS's own
/// linter, translator and event pattern matcher, and on moto, which simulates AWS.
@NullMarked
package farestream.infra;

import org.jspecify.annotations.NullMarked;
