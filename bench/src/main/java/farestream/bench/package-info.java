/// Benchmarks that anyone can repeat. They are neither deployed nor run as tests. Each prints what
/// it measured and how often, as medians and ratios of one run.
@NullMarked
package farestream.bench;

import org.jspecify.annotations.NullMarked;
