package farestream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackProxiesTest {
  private final ProxySelector before = ProxySelector.getDefault();

  @BeforeEach
  void configure_a_proxy() {
    ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("192.0.2.1", 3128)));
    LoopbackProxies.install();
  }

  @AfterEach
  void restore() {
    ProxySelector.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "[::1]",
        "localhost",
        "0.0.0.0",
        "[::]",
        "[0:0:0:0:0:0:0:0]",
        "[::ffff:0.0.0.0]"
      })
  void the_local_machine_is_reached_without_a_proxy(String host) {
    assertThat(proxy(host)).isEqualTo(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "0.0.0.0.example.com", "10.0.0.0", "[2001:db8::]", "[::2]"})
  void any_other_machine_is_reached_by_the_proxy(String host) {
    assertThat(proxy(host).type()).isEqualTo(Proxy.Type.HTTP);
  }

  private static Proxy proxy(String host) {
    return ProxySelector.getDefault().select(URI.create("http://" + host + ":8000/")).getFirst();
  }
}
