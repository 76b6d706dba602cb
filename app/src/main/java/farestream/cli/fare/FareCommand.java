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
        "Shows what a taxi ride in New York costs, line by line, without tolls and tip. It needs no"
            + " server. A zone is given by its TLC number or its name.",
    subcommands = FareCheckCommand.class,
    footer = {
      "",
      "Example:",
      "  ./farestream fare --pickup 'Times Sq' --dropoff JFK --distance 17 --minutes 48"
    })
public final class FareCommand implements Callable<Integer> {
  private static final BigDecimal NANOS_PER_MINUTE = new BigDecimal("60000000000");
  private static final BigDecimal MAX_MINUTES = BigDecimal.valueOf(100_000);

  @Spec private CommandSpec spec;

  @Option(
      names = "--pickup",
      paramLabel = "ZONE",
      description = "The zone of the pick-up. Required.")
  private Optional<String> pickup = Optional.empty();

  @Option(
      names = "--dropoff",
      paramLabel = "ZONE",
      description = "The zone of the drop-off. Required.")
  private Optional<String> dropoff = Optional.empty();

  @Option(names = "--distance", paramLabel = "MILES", description = "The distance. Required.")
  private Optional<BigDecimal> distance = Optional.empty();

  @Option(names = "--minutes", paramLabel = "M", description = "The duration. Required.")
  private Optional<BigDecimal> minutes = Optional.empty();

  @Option(
      names = "--slow-minutes",
      paramLabel = "M",
      description =
          "The minutes of these at a standstill or below 12 miles per hour. Default: the minutes left"
              + " if the distance is driven at 20 miles per hour.")
  private Optional<BigDecimal> slowMinutes = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When the ride begins: a day, a time in New York such as 2026-11-01T06:00, or a UTC time such"
              + " as 2026-11-01T10:00:00Z. Default: now.")
  private Optional<String> at = Optional.empty();

  @Option(
      names = "--cab",
      paramLabel = "COLOR",
      defaultValue = "yellow",
      description = "yellow or green. Default: ${DEFAULT-VALUE}.")
  private CabType cab = CabType.YELLOW;

  @Option(
      names = "--rate-code",
      paramLabel = "N",
      description =
          "1 standard, 2 JFK, 3 Newark, 4 Nassau or Westchester, 5 negotiated, 6 group. Default: derived"
              + " from the zones.")
  private Optional<Long> rateCode = Optional.empty();

  @Option(
      names = "--miles-beyond",
      paramLabel = "MILES",
      description = "The miles beyond the city limits, with rate code 4. Default: 0.")
  private Optional<BigDecimal> milesBeyond = Optional.empty();

  @Option(
      names = "--slow-minutes-beyond",
      paramLabel = "M",
      description = "The slow minutes beyond the city limits, with rate code 4. Default: 0.")
  private Optional<BigDecimal> slowMinutesBeyond = Optional.empty();

  @Option(
      names = "--agreed-fare",
      paramLabel = "AMOUNT",
      description =
          "The fare agreed on for rate codes 5 and 6, which aren't metered. Default: none.")
  private Optional<Money> agreedFare = Optional.empty();

  @Option(
      names = "--dispatched",
      description =
          "The cab was dispatched by a base, so that no improvement surcharge applies. Default: it was"
              + " hailed.")
  private boolean dispatched;

  @Option(names = "--json", description = "Print the quote as JSON. Default: text.")
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
    var miles = require("--distance", distance);
    var time = time("--minutes", require("--minutes", minutes));
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

  /// Returns the slow time to assume; zero for an impossible ride, which the tariff refuses.
  private static Duration assumed(BigDecimal miles, Duration time) {
    return miles.signum() < 0 || Math.abs((long) miles.scale()) > 9 || time.isNegative()
        ? Duration.ZERO
        : SlowTime.assumed(miles, time);
  }

  private Zone zone(String option, Optional<String> name) {
    var text = require(option, name);
    return switch (ZoneName.read(text)) {
      case ZoneName.Reading.Found(var zone) -> zone;
      case ZoneName.Reading.NotFound(var why) ->
          throw wrong("%s '%s' %s".formatted(option, text, why));
    };
  }

  private <T> T require(String option, Optional<T> value) {
    return value.orElseThrow(() -> wrong("fare requires " + option));
  }

  private Duration time(String option, BigDecimal given) {
    if (given.signum() < 0 || given.compareTo(MAX_MINUTES) > 0) {
      throw wrong("%s %s is not between 0 and %s".formatted(option, given, MAX_MINUTES));
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
