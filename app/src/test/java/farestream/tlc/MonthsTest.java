package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.trip.Stop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the formats that the TLC's files have had over the years.
class MonthsTest {
  @TempDir Path folder;

  private TlcRecord only(String... lines) throws IOException {
    var trips = CsvFiles.trips(CsvFiles.write(folder, lines));
    assertThat(trips).hasSize(1);
    return trips.getFirst().record();
  }

  private static Stop at(String time, String longitude, String latitude) {
    return new Stop(
        Instant.parse(time),
        Optional.of(new BigDecimal(longitude)),
        Optional.of(new BigDecimal(latitude)),
        Optional.empty());
  }

  private static Stop in(String time, long zone) {
    return new Stop(Instant.parse(time), Optional.empty(), Optional.empty(), Optional.of(zone));
  }

  @Test
  void yellow_2009_has_words_for_codes() throws IOException {
    var trip =
        only(
            "vendor_name,Trip_Pickup_DateTime,Trip_Dropoff_DateTime,Passenger_Count,Trip_Distance,"
                + "Start_Lon,Start_Lat,Rate_Code,store_and_forward,End_Lon,End_Lat,Payment_Type,"
                + "Fare_Amt,surcharge,mta_tax,Tip_Amt,Tolls_Amt,Total_Amt",
            "VTS,2009-01-04 02:52:00,2009-01-04 03:02:00,1,2.6299999999999999,-73.991956999999999,"
                + "40.721567,,,-73.993803,40.695922,Credit,8.9000000000000004,0.5,,2,0,"
                + "11.4");
    assertThat(trip.pickup())
        .isEqualTo(at("2009-01-04T07:52:00Z", "-73.991956999999999", "40.721567"));
    assertThat(trip.vendor()).contains(2L);
    assertThat(trip.ride().paymentType()).contains(1L);
    assertThat(trip.ride().rateCode()).isEmpty();
    assertThat(trip.fare().extra()).hasToString("0.50");
    assertThat(trip.fare().total()).hasToString("11.40");
    assertThat(trip.fare().other().isZero()).isTrue();
  }

  @Test
  void yellow_2013_has_abbreviations_and_yellow_2014_spaces_in_its_header() throws IOException {
    var trip =
        only(
            "vendor_id, pickup_datetime, dropoff_datetime, passenger_count, trip_distance,"
                + " pickup_longitude, pickup_latitude, rate_code, store_and_fwd_flag,"
                + " dropoff_longitude, dropoff_latitude, payment_type, fare_amount, surcharge,"
                + " mta_tax, tip_amount, tolls_amount, total_amount",
            "",
            "CMT,2014-07-09 20:45:25,2014-07-09 20:52:31,1,1.4,0,0,210,N,-73.982265,40.773529,DIS,"
                + "6.5,0.5,0.5,1,0,8.5");
    assertThat(trip.pickup())
        .isEqualTo(
            new Stop(
                Instant.parse("2014-07-10T00:45:25Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(trip.vendor()).contains(1L);
    assertThat(trip.cabType()).isEqualTo(1);
    assertThat(trip.ride().paymentType()).contains(4L);
    assertThat(trip.ride().rateCode()).contains(99L);
  }

  @Test
  void green_2013_has_two_values_more_than_columns() throws IOException {
    var trip =
        only(
            "VendorID,lpep_pickup_datetime,Lpep_dropoff_datetime,Store_and_fwd_flag,RateCodeID,"
                + "Pickup_longitude,Pickup_latitude,Dropoff_longitude,Dropoff_latitude,"
                + "Passenger_count,Trip_distance,Fare_amount,Extra,MTA_tax,Tip_amount,Tolls_amount,"
                + "Ehail_fee,Total_amount,Payment_type,Trip_type",
            "2,2013-08-01 08:14:37,2013-08-01 09:09:06,N,1,0,0,-73.95,40.71,1,.00,21.25,0,0,0,0,,"
                + "21.25,2,,,");
    assertThat(trip.cabType()).isEqualTo(2);
    assertThat(trip.dropoff()).isEqualTo(at("2013-08-01T13:09:06Z", "-73.95", "40.71"));
    assertThat(trip.ride().paymentType()).contains(2L);
    assertThat(trip.ride().tripType()).isEmpty();
    assertThat(trip.fare().total()).hasToString("21.25");
  }

  @Test
  void yellow_2019_of_vendor_2_has_the_congestion_surcharge_apart_from_extra() throws IOException {
    var trip =
        only(
            CsvFiles.YELLOW_2019,
            "2,2019-03-27 17:53:01,2019-03-27 18:00:25,1,1.37,1,N,4,249,1,7.5,1.0,0.5,2.36,0.0,0.3,"
                + "14.16,2.5");
    assertThat(trip.pickup()).isEqualTo(in("2019-03-27T21:53:01Z", 4));
    assertThat(trip.dropoff()).isEqualTo(in("2019-03-27T22:00:25Z", 249));
    assertThat(trip.fare().extra()).hasToString("1.00");
    assertThat(trip.fare().congestionSurcharge()).hasToString("2.50");
    assertThat(trip.fare().sumOfParts()).hasToString("14.16");
  }

  @Test
  void yellow_2024_has_fractions_of_codes_and_flex_fares() throws IOException {
    var trip =
        only(
            "VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,passenger_count,trip_distance,"
                + "RatecodeID,store_and_fwd_flag,PULocationID,DOLocationID,payment_type,fare_amount,"
                + "extra,mta_tax,tip_amount,tolls_amount,improvement_surcharge,total_amount,"
                + "congestion_surcharge,Airport_fee",
            "2,2024-01-01T00:57:55.000000,2024-01-01T01:17:43.000000,,1.72,99.0,,186,79,0,17.7,1,"
                + "0.5,0,0,1,22.7,,");
    assertThat(trip.ride().passengers()).isEmpty();
    assertThat(trip.ride().rateCode()).contains(99L);
    assertThat(trip.ride().paymentType()).contains(5L);
    assertThat(trip.ride().storeAndForward()).isEmpty();
    // 22.70 includes the congestion surcharge, whose column is blank.
    assertThat(trip.fare().congestionSurcharge()).hasToString("2.50");
    assertThat(trip.fare().other().isZero()).isTrue();
  }

  @Test
  void yellow_2025_of_vendor_1_has_every_fee_inside_extra() throws IOException {
    var trip =
        only(
            CsvFiles.YELLOW_2019 + ",Airport_fee,cbd_congestion_fee",
            "1,2025-01-08 16:30:00,2025-01-08 17:30:00,1.0,17.1,2.0,N,132,230,1,70.0,10.0,0.5,16.3,"
                + "6.94,1.0,104.74,2.5,1.75,0.75");
    assertThat(trip.ride().passengers()).contains(1L);
    assertThat(trip.fare().extra()).hasToString("5.00");
    assertThat(trip.fare().airportFee()).hasToString("1.75");
    assertThat(trip.fare().cbdCongestionFee()).hasToString("0.75");
    assertThat(trip.fare().other().isZero()).isTrue();
    assertThat(trip.fare().sumOfParts()).hasToString("104.74");
  }

  @Test
  void other_spellings_are_the_same_record() throws IOException {
    var published =
        CsvFiles.write(
            folder,
            CsvFiles.YELLOW_2019,
            "2,2019-03-27 17:53:01,2019-03-27 18:00:25,1,1.370,1,N,4,249,1,7.5,1.0,0.5,2.36,0,0.3,"
                + "14.16,2.5");
    var copied =
        CsvFiles.write(
            folder,
            "\uFEFFtotal,tpepDropoffDatetime,PICKUP_DATETIME,vendor_id,passengers,distance,rate_code,"
                + "store_and_fwd_flag,pickup_location_id,dropoff_location_id,payment,fare,extra,tip,"
                + "mta_tax,tolls,imp_surcharge,congestion_surcharge,color,data_file_year",
            "14.16,03/27/2019 06:00:25 pm,3/27/2019 17:53:01,\"2\",1.0,1.37,1.0,n,4,249.0,credit"
                + " card,7.50,1,2.36,.5,null,0.3,2.50,Yellow,2019\r");
    assertThat(CsvFiles.trips(copied).getFirst().key())
        .isEqualTo(CsvFiles.trips(published).getFirst().key());
  }
}
