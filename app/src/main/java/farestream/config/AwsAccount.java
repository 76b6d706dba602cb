package farestream.config;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/// The account that a command works on, in words for people.
final class AwsAccount {
  private AwsAccount() {}

  /// @param what such as `table trips`
  /// @return such as `AWS: table trips, region eu-west-1, account 123456789012`
  static String describe(String what, AwsServiceClientConfiguration settings) {
    return "AWS: %s, region %s, account %s".formatted(what, settings.region(), number(settings));
  }

  /// Known where the credentials name it; without any the request itself will tell.
  private static String number(AwsServiceClientConfiguration settings) {
    try {
      return settings
          .credentialsProvider()
          .resolveIdentity()
          .join()
          .accountId()
          .orElse("that of the credentials");
    } catch (SdkException | CompletionException none) {
      return "unknown";
    }
  }
}
