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
    header = "Simulates many riders and drivers at once in New York.",
    description = {
      "Riders appear where and when they do in the TLC's records of March 2019, the nearest free"
          + " driver accepts, and fares follow the tariff. At the end, waits until the trips are in"
          + " the ledger and compares DynamoDB with it. The same seed with the same --trips,"
          + " --duration, --riders and --cancel-rate (and, without --duration, --drivers) books the"
          + " same trips, and none twice. Another seed simulates another city with the same drivers on"
          + " the same days, so that a driver may have two trips at the same time of the city.",
      "",
      "Ctrl-C stops new bookings, completes trips in progress, cancels the others and compares both"
          + " sides. Run the same command again to resume."
    },
    footer = {"", "Example:", "  ./farestream simulate --trips 2000 --seed 7"})
public final class SimulateCommand implements Callable<Integer> {
  private static final long MAX_TRIPS = 100_000_000;
  private static final BigDecimal MAX_PACE = BigDecimal.valueOf(1_000_000);
  private static final Duration MAX_DURATION = Duration.ofDays(366);
  private static final Duration MIN_DURATION = Duration.ofMinutes(1);

  /// Roughly how many trips a driver makes per hour.
  private static final long TRIPS_PER_HOUR = 1;

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--trips",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The number of bookings. Default: ${DEFAULT-VALUE}.")
  private long trips;

  @Option(
      names = "--riders",
      paramLabel = "N",
      defaultValue = "2000",
      description = "The number of riders. Default: ${DEFAULT-VALUE}.")
  private int riders;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "The number of drivers, who drive one trip at a time. Default: ${DEFAULT-VALUE}.")
  private int drivers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the random generator. Default: a random seed, which is printed.")
  private Optional<Long> seed;

  @Option(
      names = "--cancel-rate",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "The share of bookings that are cancelled, a fifth of them because the rider doesn't appear."
              + " Default: ${DEFAULT-VALUE}.")
  private BigDecimal cancelRate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description =
          "The period of simulated time in which trips are booked, such as 90m, 24h or 7d. Default: a"
              + " day, or longer if the --drivers need it.")
  private Optional<String> duration;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description =
          "How many times faster simulated time runs than real time. Default: as fast as the trips can"
              + " be processed.")
  private Optional<BigDecimal> speed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Set the speed so that R trips per second are booked on average. Default: use --speed.")
  private Optional<BigDecimal> rate;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the ledger without progress. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Option(names = "--json", description = "Print the report as JSON. Default: text.")
  private boolean json;

  SimulateCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    checkOptions();
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

  /// The shutdown hook: stops new bookings and delays the JVM's exit until the report is printed.
  private static void stop(
      City city, SimulateView view, AtomicBoolean interrupted, CountDownLatch done) {
    if (done.getCount() > 0) {
      interrupted.set(true);
      if (city.isOver()) {
        view.print("still comparing both sides");
        awaitQuietly(done);
        return;
      }
      view.print("stopping: no new bookings; completing trips in progress");
      city.stop();
      awaitQuietly(done);
    }
  }

  private int simulate(
      City city, CityPlan plan, SimulateView view, SimulateReport report, AtomicBoolean interrupted)
      throws SQLException, InterruptedException {
    var began = System.nanoTime();
    var took = Duration.ZERO;
    CityComparison comparison;
    try {
      try (view) {
        city.run();
      } finally {
        took = Duration.ofNanos(System.nanoTime() - began);
      }
      comparison = compare(city, plan);
    } catch (SQLException | RuntimeException failure) {
      report.brokenOff(new SimulateReport.Work(plan, city, took));
      throw failure;
    }
    // The percentiles include rows that only the comparison found.
    city.close();
    report.end(new SimulateReport.Work(plan, city, took), city.isStopped(), comparison);
    return verdict(comparison, interrupted.get());
  }

  private int verdict(CityComparison comparison, boolean interrupted) {
    if (!comparison.agrees()) {
      if (interrupted) {
        // The JVM exits before the refusal would be printed, so it is printed here.
        spec.commandLine().getErr().println("farestream: " + disagreement(comparison));
      }
      throw new Refusal(disagreement(comparison));
    }
    return ExitStatus.DONE;
  }

  private CityComparison compare(City city, CityPlan plan)
      throws SQLException, InterruptedException {
    try (var progress = new Progress("compared", city.begun(), spec.commandLine().getErr())) {
      return CityComparison.of(
          config.tripsTable(),
          config.ledger(),
          plan,
          city.begun(),
          LedgerWait.Timeouts.of(Duration.ofSeconds(waitSeconds)),
          progress::at);
    }
  }

  private void checkOptions() {
    var checks = new OptionChecks(spec.commandLine());
    checks.count("--trips", Optional.of(trips), 1, MAX_TRIPS);
    checks.count("--riders", Optional.of((long) riders), 1, StandIns.MOST);
    checks.count("--drivers", Optional.of((long) drivers), 1, StandIns.MOST);
    checks.count("--wait", Optional.of((long) waitSeconds), 0, Integer.MAX_VALUE);
    if (cancelRate.signum() < 0 || cancelRate.compareTo(BigDecimal.ONE) > 0) {
      throw wrong("--cancel-rate %s is not between 0 and 1".formatted(cancelRate));
    }
    if (rate.isPresent() && speed.isPresent()) {
      throw wrong("--rate and --speed can't be combined: give one of them");
    }
    requirePace("--rate", rate);
    requirePace("--speed", speed);
  }

  private void requirePace(String option, Optional<BigDecimal> given) {
    if (given.isPresent() && (given.get().signum() <= 0 || given.get().compareTo(MAX_PACE) > 0)) {
      throw wrong("%s %s must be above 0 and at most %s".formatted(option, given.get(), MAX_PACE));
    }
  }

  private Duration duration() {
    if (duration.isEmpty()) {
      var hours = Math.max(Duration.ofDays(1).toHours(), trips / drivers / TRIPS_PER_HOUR);
      return Duration.ofHours(Math.min(MAX_DURATION.toHours(), hours));
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
      if (lasts.compareTo(MIN_DURATION) >= 0 && lasts.compareTo(MAX_DURATION) <= 0) {
        return lasts;
      }
    }
    throw wrong(
        "--duration '%s' is not a duration such as 90m, 24h or 7d, up to 366d".formatted(text));
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

  private static String disagreement(CityComparison comparison) {
    var missing = comparison.arrived().missing();
    if (missing > 0) {
      return Plural.of(missing, "trip")
          + " not in the ledger after the wait: check that ./farestream up or a worker is running,"
          + " and run the same command with --seed again";
    }
    var quarantined = comparison.arrived().quarantined();
    if (quarantined > 0) {
      return "%s quarantined: see ./farestream quarantine list"
          .formatted(Plural.of(quarantined, "trip"));
    }
    return comparison.unfinished() > 0
        ? "%s neither completed nor cancelled: to end them, run the same command with --seed again"
            .formatted(Plural.of(comparison.unfinished(), "trip"))
        : "DynamoDB and the ledger differ: %s with another total in the ledger"
            .formatted(Plural.of(comparison.arrived().differing(), "trip"));
  }
}
