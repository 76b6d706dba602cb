package farestream.config;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JVM's proxies, of which none is asked for what is on this machine: `http.proxyHost`,
/// `socksProxyHost` and their like are for the network.
public final class LoopbackProxies extends ProxySelector {
  private final @Nullable ProxySelector others;

  private LoopbackProxies(@Nullable ProxySelector others) {
    this.others = others;
  }

  public static void install() {
    ProxySelector.setDefault(new LoopbackProxies(ProxySelector.getDefault()));
  }

  @Override
  public List<Proxy> select(URI to) {
    return others == null || to.getHost() == null || Loopback.isHere(to.getHost())
        ? List.of(Proxy.NO_PROXY)
        : others.select(to);
  }

  @Override
  public void connectFailed(URI to, SocketAddress proxy, IOException failure) {
    if (others != null) {
      others.connectFailed(to, proxy, failure);
    }
  }
}
