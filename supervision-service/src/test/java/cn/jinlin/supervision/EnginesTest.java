package cn.jinlin.supervision;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;

/** The whole service on real engines of its own, one context for all tests that carry this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = "jinlin.courier.allow-loopback=true")
@AutoConfigureMockMvc
@Import({TokenTestConfiguration.class, EnginesConfiguration.class, Publisher.class, Http.class})
public @interface EnginesTest {
}
