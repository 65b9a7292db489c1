package cn.jinlin.kit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

import cn.jinlin.kit.test.EmbeddedStoreConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;

/** Runs against the sample service on a real Tomcat; all such tests share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({TokenTestConfiguration.class, EmbeddedStoreConfiguration.class})
@interface SampleTest {
}
