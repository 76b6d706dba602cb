package farestream.config;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/// Describes the AWS account that a command uses, for messages.
final class AwsAccount {
  private AwsAccount() {}

  /// @param what such as `table trips`
  /// @return such as `AWS: table trips, region eu-west-1, account 123456789012`
  static String describe(String what, AwsServiceClientConfiguration settings) {
    return "AWS: %s, region %s, account %s".formatted(what, settings.region(), number(settings));
  }

  /// Returns the account's number if the credentials state it. If there are no credentials, the
  /// request itself will fail.
  private static String number(AwsServiceClientConfiguration settings) {
    try {
      return settings
          .credentialsProvider()
          .resolveIdentity()
          .join()
          .accountId()
          .orElse("determined by the credentials");
    } catch (SdkException | CompletionException missing) {
      return "unknown";
    }
  }
}
