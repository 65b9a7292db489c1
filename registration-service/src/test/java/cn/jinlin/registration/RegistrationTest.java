package cn.jinlin.registration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.registration.imports.Upload;

/** The whole service on the embedded engines, one context for all test classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@Import({TokenTestConfiguration.class, EnginesConfiguration.class, District.class, Told.class, Elsewhere.class, Upload.class})
public @interface RegistrationTest {
}
