package farestream.config;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bypasses the JVM's proxies (`http.proxyHost`, `socksProxyHost` and the like) for addresses of
/// this machine.
public final class LoopbackProxies extends ProxySelector {
  private final @Nullable ProxySelector configured;

  private LoopbackProxies(@Nullable ProxySelector configured) {
    this.configured = configured;
  }

  public static void install() {
    ProxySelector.setDefault(new LoopbackProxies(ProxySelector.getDefault()));
  }

  @Override
  public List<Proxy> select(URI to) {
    return configured == null || to.getHost() == null || Loopback.isHere(to.getHost())
        ? List.of(Proxy.NO_PROXY)
        : configured.select(to);
  }

  @Override
  public void connectFailed(URI to, SocketAddress proxy, IOException failure) {
    if (configured != null) {
      configured.connectFailed(to, proxy, failure);
    }
  }
}
