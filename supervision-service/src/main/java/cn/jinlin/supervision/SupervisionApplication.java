package cn.jinlin.supervision;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts supervision-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SupervisionApplication {
    public static void main(String[] args) {
        SpringApplication.run(SupervisionApplication.class, args);
    }
}
