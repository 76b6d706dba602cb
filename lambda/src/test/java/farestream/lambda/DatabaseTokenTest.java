package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Compares our tokens with those of botocore 1.43.11's `generate_db_auth_token` for the same
/// input and the same fixed time.
class DatabaseTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:15:33Z");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @Test
  void a_token_for_long_term_keys_equals_botocores() {
    var credentials = new AwsCredentials("AKIDEXAMPLE", SECRET, Optional.empty());
    assertThat(
            DatabaseToken.of(
                "farestream.cluster-abc123.us-east-1.rds.amazonaws.com",
                5432,
                "farestream",
                "us-east-1",
                credentials,
                NOW))
        .isEqualTo(
            "farestream.cluster-abc123.us-east-1.rds.amazonaws.com:5432/?Action=connect"
                + "&DBUser=farestream&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIDEXAMPLE%2F20261122%2Fus-east-1%2Frds-db%2Faws4_request"
                + "&X-Amz-Date=20261122T051533Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "f1f49d41717bc431919bc312c53548f8078f3d2d2f81da3d40602f4cc18627ec");
  }

  @Test
  void a_token_for_temporary_keys_equals_botocores_whatever_their_characters() {
    var credentials =
        new AwsCredentials("ASIAEXAMPLE", SECRET, Optional.of("IQoJb3JpZ2luX2VjE+/a*b~c d=="));
    assertThat(
            DatabaseToken.of(
                "farestream.cluster-abc123.eu-central-1.rds.amazonaws.com",
                6432,
                "farestream_owner",
                "eu-central-1",
                credentials,
                NOW))
        .isEqualTo(
            "farestream.cluster-abc123.eu-central-1.rds.amazonaws.com:6432/?Action=connect"
                + "&DBUser=farestream_owner&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=ASIAEXAMPLE%2F20261122%2Feu-central-1%2Frds-db%2Faws4_request"
                + "&X-Amz-Date=20261122T051533Z&X-Amz-Expires=900"
                // botocore writes these two in the other order, but signs them in this one.
                + "&X-Amz-Security-Token=IQoJb3JpZ2luX2VjE%2B%2Fa%2Ab~c%20d%3D%3D"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
                + "f431d28ffed8f32945d599108b4dd1989f51dd67a8c041a512ec95183bcfaf3c");
  }
}
