package farestream.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ZonesTest {
  @Test
  void there_are_265_and_no_other() {
    assertThat(Zones.all().list()).hasSize(265);
    assertThat(Zones.all().numbered(0)).isEmpty();
    assertThat(Zones.all().numbered(266)).isEmpty();
    assertThat(Zones.all().numbered(Long.MAX_VALUE)).isEmpty();
    assertThat(Zones.all().numbered(Zone.UNKNOWN).orElseThrow().isInTheCity()).isTrue();
  }

  @Test
  void all_of_manhattan_and_nothing_else_has_a_part_of_it() {
    assertThat(Zones.all().list())
        .allSatisfy(
            zone ->
                assertThat(zone.manhattan().isPresent())
                    .as(zone.toString())
                    .isEqualTo(zone.borough().equals("Manhattan")));
  }

  @Test
  void each_airport_is_one_zone() {
    var airports =
        Zones.all().list().stream()
            .filter(zone -> zone.airport().isPresent())
            .collect(Collectors.toMap(zone -> zone.airport().orElseThrow(), Zone::name));
    assertThat(airports)
        .hasSize(3)
        .containsEntry(Airport.JFK, "JFK Airport")
        .containsEntry(Airport.LGA, "LaGuardia Airport")
        .containsEntry(Airport.EWR, "Newark Airport");
  }
}
