package farestream.cli.simulate;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.replay.LedgerWait;
import farestream.simulate.City;
import farestream.simulate.CityComparison;
import farestream.simulate.CityPlan;
import farestream.tlc.StandIns;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream simulate`
@Command(
    name = "simulate",
    header = "Many riders and drivers at once, in a made-up New York.",
    description = {
      "Riders appear where and when the TLC's records of March 2019 have them, the nearest free"
          + " driver accepts, fares go by the tariff. Then waits for the ledger and compares both"
          + " sides. The same seed, with the same --trips, --duration, --riders and --cancel-rate,"
          + " books the same trips, and books nothing twice. Without --duration the same --drivers"
          + " are needed, too. Another seed is another city with the same drivers, on the same days:"
          + " by the city's clock they may then have two trips at once.",
      "",
      "After Ctrl-C no more riders come; trips under way are ended, the others called off, and both"
          + " sides compared. Run again, it goes on."
    },
    footer = {"", "Example:", "  ./farestream simulate --trips 2000 --seed 7"})
public final class SimulateCommand implements Callable<Integer> {
  private static final long MOST_TRIPS = 100_000_000;
  private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /// What a driver manages in an hour, roughly.
  private static final long TRIPS_AN_HOUR = 1;

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--trips",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many are booked; ${DEFAULT-VALUE} if not given.")
  private long trips;

  @Option(
      names = "--riders",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many people ride; ${DEFAULT-VALUE} if not given.")
  private int riders;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many people drive, one trip at a time; ${DEFAULT-VALUE} if not given.")
  private int drivers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the bookings follow from; else another one each time, which is printed.")
  private Optional<Long> seed;

  @Option(
      names = "--cancel-rate",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "How many bookings are called off, one of five by not being there; ${DEFAULT-VALUE} if not"
              + " given.")
  private BigDecimal cancelRate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description =
          "The city's time in which they are booked, such as 90m, 24h or 7d; else a day, or longer"
              + " where so few --drivers need it.")
  private Optional<String> duration;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description =
          "The city's time runs so many times as fast as real time, 1 for real time; else as fast as"
              + " the trips are carried.")
  private Optional<BigDecimal> speed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Sets --speed so that R trips a second are booked on the average.")
  private Optional<BigDecimal> rate;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Give up on the stream when it stands still; ${DEFAULT-VALUE} if not given.")
  private int waitSeconds;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  SimulateCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    requireBounds();
    var lasts = duration();
    var plan =
        new CityPlan(
            seed.orElseGet(() -> RandomGenerator.getDefault().nextLong(1, 1_000_000)),
            trips,
            lasts,
            riders,
            cancelRate.doubleValue());
    var report = SimulateReport.of(json, spec.commandLine().getOut());
    var interrupted = new AtomicBoolean();
    var done = new CountDownLatch(1);
    try (var city = City.of(config.tripsTable(), config.ledger(), plan, drivers, speed(lasts))) {
      report.begin(plan, drivers);
      var view = SimulateView.start(city, spec.commandLine().getErr());
      var stop = new Thread(() -> stop(city, view, interrupted, done), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      return simulate(city, plan, view, report, interrupted);
    } finally {
      done.countDown();
    }
  }

  /// By the JVM, when it ends or is told to; it goes when this ends.
  private static void stop(
      City city, SimulateView view, AtomicBoolean interrupted, CountDownLatch done) {
    if (done.getCount() > 0) {
      interrupted.set(true);
      if (city.isOver()) {
        view.say("both sides are being compared");
        awaitQuietly(done);
        return;
      }
      view.say("stopping: no more riders come, trips under way are ended");
      city.stop();
      awaitQuietly(done);
    }
  }

  private int simulate(
      City city, CityPlan plan, SimulateView view, SimulateReport report, AtomicBoolean interrupted)
      throws SQLException, InterruptedException {
    var began = System.nanoTime();
    var took = Duration.ZERO;
    CityComparison standing;
    try {
      try (view) {
        city.run();
      } finally {
        took = Duration.ofNanos(System.nanoTime() - began);
      }
      standing = standing(city, plan);
    } catch (SQLException | RuntimeException failure) {
      report.brokenOff(new SimulateReport.Work(plan, city, took));
      throw failure;
    }
    // The rows that the comparison has found are in the percentiles, too.
    city.close();
    report.end(new SimulateReport.Work(plan, city, took), city.isStopped(), standing);
    return verdict(standing, interrupted.get());
  }

  private int verdict(CityComparison standing, boolean interrupted) {
    if (!standing.agrees()) {
      if (interrupted) {
        // Whoever would print the refusal comes after the JVM has gone.
        spec.commandLine().getErr().println("farestream: " + disagreement(standing));
      }
      throw new Refusal(disagreement(standing));
    }
    return ExitStatus.DONE;
  }

  private CityComparison standing(City city, CityPlan plan)
      throws SQLException, InterruptedException {
    try (var progress = new Progress("compared", city.begun(), spec.commandLine().getErr())) {
      return CityComparison.of(
          config.tripsTable(),
          config.ledger(),
          plan,
          city.begun(),
          LedgerWait.Patience.of(Duration.ofSeconds(waitSeconds)),
          progress::at);
    }
  }

  private void requireBounds() {
    var bounds = new OptionChecks(spec.commandLine());
    bounds.count("--trips", Optional.of(trips), 1, MOST_TRIPS);
    bounds.count("--riders", Optional.of((long) riders), 1, StandIns.MOST);
    bounds.count("--drivers", Optional.of((long) drivers), 1, StandIns.MOST);
    bounds.count("--wait", Optional.of((long) waitSeconds), 0, Integer.MAX_VALUE);
    if (cancelRate.signum() < 0 || cancelRate.compareTo(BigDecimal.ONE) > 0) {
      throw wrong("--cancel-rate %s is not between 0 and 1".formatted(cancelRate));
    }
    if (rate.isPresent() && speed.isPresent()) {
      throw wrong("--rate and --speed both say how fast: give one of them");
    }
    requirePace("--rate", rate);
    requirePace("--speed", speed);
  }

  private void requirePace(String option, Optional<BigDecimal> given) {
    if (given.isPresent() && (given.get().signum() <= 0 || given.get().compareTo(FASTEST) > 0)) {
      throw wrong("%s %s is not above 0 and up to %s".formatted(option, given.get(), FASTEST));
    }
  }

  private Duration duration() {
    if (duration.isEmpty()) {
      var hours = Math.max(Duration.ofDays(1).toHours(), trips / drivers / TRIPS_AN_HOUR);
      return Duration.ofHours(Math.min(LONGEST.toHours(), hours));
    }
    var text = duration.get();
    if (text.matches("\\d{1,6}[mhd]")) {
      var number = Long.parseLong(text.substring(0, text.length() - 1));
      var lasts =
          switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (lasts.compareTo(SHORTEST) >= 0 && lasts.compareTo(LONGEST) <= 0) {
        return lasts;
      }
    }
    throw wrong("--duration '%s' is no time such as 90m, 24h or 7d, up to 366d".formatted(text));
  }

  private double speed(Duration lasts) {
    return speed
        .map(BigDecimal::doubleValue)
        .or(() -> rate.map(perSecond -> perSecond.doubleValue() * lasts.toSeconds() / trips))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  private static void awaitQuietly(CountDownLatch done) {
    try {
      var _ = done.await(1, TimeUnit.HOURS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String disagreement(CityComparison standing) {
    var missing = standing.arrived().missing();
    if (missing > 0) {
      return "%s not in the ledger after the wait: is ./farestream up or a worker running? The same with --seed looks again"
          .formatted(Plural.of(missing, "trip"));
    }
    var quarantined = standing.arrived().quarantined();
    if (quarantined > 0) {
      return "%s not taken by the ledger: ./farestream quarantine list says why"
          .formatted(Plural.of(quarantined, "trip"));
    }
    return standing.unfinished() > 0
        ? "%s neither completed nor cancelled: the same with --seed ends them"
            .formatted(Plural.of(standing.unfinished(), "trip"))
        : "the two sides don't agree: %s with another total in the ledger"
            .formatted(Plural.of(standing.arrived().differing(), "trip"));
  }
}
