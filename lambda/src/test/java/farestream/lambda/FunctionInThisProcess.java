package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/// Runs the function in the test's process, without Lambda's runtime, for tests of what it
/// writes.
public final class FunctionInThisProcess implements AutoCloseable {
  private final TripStreamHandler handler;

  public FunctionInThisProcess(Map<String, String> environment) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    this.handler =
        new TripStreamHandler(environment, new InvocationLog(nowhere, Clock.systemUTC()));
  }

  public String invoke(String event) throws IOException {
    var response = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)), response, new OneMinuteContext());
    return response.toString(UTF_8);
  }

  @Override
  public void close() {
    handler.close();
  }

  /// An invocation with a minute left.
  private static final class OneMinuteContext implements Context {
    @Override
    public String getAwsRequestId() {
      return "request";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "trips";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 60_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
