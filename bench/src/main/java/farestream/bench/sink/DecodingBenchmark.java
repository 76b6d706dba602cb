package farestream.bench.sink;

import farestream.stream.Decision;
import farestream.stream.Image;
import farestream.stream.ItemReader;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Measures the cost of a record before it reaches PostgreSQL.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodingBenchmark {
  private final TripChange change = new Changes(Population.even(11)).completed(1).getFirst();
  private final Image image = change.current().orElseThrow();
  private final String json = image.toJson();

  @Benchmark
  public Decision decide() {
    return TripDecoder.decide(change);
  }

  @Benchmark
  public Image readJson() {
    return ItemReader.read(json);
  }

  @Benchmark
  public String writeJson() {
    return image.toJson();
  }
}
