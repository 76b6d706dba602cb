/// Measurements that anyone can repeat; never deployed, never run as tests. Each prints what it
/// measured and how often, as medians and ratios of one run.
@NullMarked
package farestream.bench;

import org.jspecify.annotations.NullMarked;
