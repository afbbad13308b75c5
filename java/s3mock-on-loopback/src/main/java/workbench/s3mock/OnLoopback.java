package workbench.s3mock;

import com.adobe.testing.s3mock.S3MockApplication;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts S3Mock with one listener: plain HTTP on 127.0.0.1.
 *
 * <p>S3Mock as it comes has two, HTTPS at {@code server.address} and plain HTTP on every interface of the machine
 * whatever {@code server.address} says. The second is taken away here, and the first made plain.
 *
 * <p>Arguments are S3Mock's own: {@code --server.port}, {@code --com.adobe.testing.s3mock.store.root} and the like.
 */
@Configuration(proxyBeanMethods = false)
public class OnLoopback {
    public static void main(String[] args) {
        new SpringApplicationBuilder(S3MockApplication.class, OnLoopback.class)
                .properties(Map.of("server.address", "127.0.0.1", "server.ssl.enabled", "false"))
                .bannerMode(Banner.Mode.OFF)
                .run(args);
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> noListenerOnEveryInterface() {
        return factory -> factory.getAdditionalTomcatConnectors().clear();
    }
}
