package farestream.cli.fare;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.money.Money;
import farestream.tariff.CabType;
import farestream.tariff.Journey;
import farestream.tariff.RateCode;
import farestream.tariff.SlowTime;
import farestream.tariff.Tariff;
import farestream.tariff.Zone;
import farestream.view.CityTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream fare`
@Command(
    name = "fare",
    synopsisSubcommandLabel = "[COMMAND]",
    header = "Quotes a ride by the rate card of its day.",
    description =
        "Tells what a taxi ride in New York costs, line by line, with neither tolls nor tip. Needs"
            + " no server. A zone is a number of the TLC's or its name.",
    subcommands = FareCheckCommand.class,
    footer = {
      "",
      "Example:",
      "  ./farestream fare --pickup 'Times Sq' --dropoff JFK --distance 17 --minutes 48"
    })
public final class FareCommand implements Callable<Integer> {
  private static final BigDecimal NANOS_PER_MINUTE = new BigDecimal("60000000000");
  private static final BigDecimal MOST_MINUTES = BigDecimal.valueOf(100_000);

  @Spec private CommandSpec spec;

  @Option(names = "--pickup", paramLabel = "ZONE", description = "Where it begins; needed.")
  private Optional<String> pickup = Optional.empty();

  @Option(names = "--dropoff", paramLabel = "ZONE", description = "Where it ends; needed.")
  private Optional<String> dropoff = Optional.empty();

  @Option(names = "--distance", paramLabel = "MILES", description = "How far it is; needed.")
  private Optional<BigDecimal> distance = Optional.empty();

  @Option(names = "--minutes", paramLabel = "M", description = "How long it takes; needed.")
  private Optional<BigDecimal> minutes = Optional.empty();

  @Option(
      names = "--slow-minutes",
      paramLabel = "M",
      description =
          "Of these, stopped or below 12 miles an hour; else what is left when the miles are driven at"
              + " 20 miles an hour.")
  private Optional<BigDecimal> slowMinutes = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When it begins: a day, a time in New York such as 2026-11-01T06:00, or one in UTC such as"
              + " 2026-11-01T10:00:00Z; else now.")
  private Optional<String> at = Optional.empty();

  @Option(
      names = "--cab",
      paramLabel = "COLOR",
      defaultValue = "yellow",
      description = "yellow or green; ${DEFAULT-VALUE} if not given.")
  private CabType cab = CabType.YELLOW;

  @Option(
      names = "--rate-code",
      paramLabel = "N",
      description =
          "1 standard, 2 JFK, 3 Newark, 4 Nassau or Westchester, 5 negotiated, 6 group; else by the"
              + " zones.")
  private Optional<Long> rateCode = Optional.empty();

  @Option(
      names = "--miles-beyond",
      paramLabel = "MILES",
      description = "Of the distance, beyond the city line, with rate code 4; none if not given.")
  private Optional<BigDecimal> milesBeyond = Optional.empty();

  @Option(
      names = "--slow-minutes-beyond",
      paramLabel = "M",
      description = "Of the slow minutes, beyond the city line; none if not given.")
  private Optional<BigDecimal> slowMinutesBeyond = Optional.empty();

  @Option(
      names = "--agreed-fare",
      paramLabel = "AMOUNT",
      description = "With rate codes 5 and 6, for which there is no meter; none if not given.")
  private Optional<Money> agreedFare = Optional.empty();

  @Option(
      names = "--dispatched",
      description = "A base sent the cab: no improvement surcharge, which is for hailed rides.")
  private boolean dispatched;

  @Option(names = "--json", description = "Print the quote as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    new OptionChecks(spec.commandLine()).code("--rate-code", rateCode, 1, 2, 3, 4, 5, 6);
    var journey = journey();
    return switch (new Tariff().quote(journey)) {
      case Tariff.Outcome.Quoted(var quote) -> {
        new FareText(spec.commandLine().getOut())
            .print(journey, slowMinutes.isEmpty(), quote, json);
        yield ExitStatus.DONE;
      }
      case Tariff.Outcome.Refused(var reason) -> throw wrong(reason);
    };
  }

  private Journey journey() {
    var from = zone("--pickup", pickup);
    var to = zone("--dropoff", dropoff);
    var miles = given("--distance", distance);
    var time = time("--minutes", given("--minutes", minutes));
    return new Journey(
        at.map(this::moment).orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        from,
        to,
        cab,
        miles,
        time,
        slowMinutes.map(slow -> time("--slow-minutes", slow)).orElseGet(() -> assumed(miles, time)),
        rateCode.flatMap(RateCode::of),
        new Journey.Beyond(
            milesBeyond.orElse(BigDecimal.ZERO),
            slowMinutesBeyond
                .map(slow -> time("--slow-minutes-beyond", slow))
                .orElse(Duration.ZERO)),
        agreedFare,
        !dispatched);
  }

  /// Where the ride is none, the tariff says so.
  private static Duration assumed(BigDecimal miles, Duration time) {
    return miles.signum() < 0 || Math.abs((long) miles.scale()) > 9 || time.isNegative()
        ? Duration.ZERO
        : SlowTime.assumed(miles, time);
  }

  private Zone zone(String option, Optional<String> name) {
    var text = given(option, name);
    return switch (ZoneName.read(text)) {
      case ZoneName.Reading.Found(var zone) -> zone;
      case ZoneName.Reading.NotFound(var why) ->
          throw wrong("%s '%s' %s".formatted(option, text, why));
    };
  }

  private <T> T given(String option, Optional<T> value) {
    return value.orElseThrow(() -> wrong("fare needs " + option));
  }

  private Duration time(String option, BigDecimal given) {
    if (given.signum() < 0 || given.compareTo(MOST_MINUTES) > 0) {
      throw wrong("%s %s is not between 0 and %s".formatted(option, given, MOST_MINUTES));
    }
    return Duration.ofNanos(
        given.multiply(NANOS_PER_MINUTE).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private Instant moment(String text) {
    return switch (CityTime.read(text, Tariff.CITY)) {
      case CityTime.Reading.Moment(var instant) -> instant;
      case CityTime.Reading.NoMoment(var why) -> throw wrong("--at '%s' %s".formatted(text, why));
    };
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
