package cn.jinlin.kit.test;

import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A real MongoDB replica set and a real Kafka in containers, once for the JVM. As a condition it lets a test class run
 * only where Docker and the images are to be had, and prints why where they are not.
 */
public final class RealEngines implements ExecutionCondition {
    private static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0").withReplicaSet();
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.1.1");
    private static final Optional<String> MISSING = start();

    public static String mongoUri() {
        return MONGO.getReplicaSetUrl("test");
    }

    public static String bootstrapServers() {
        return KAFKA.getBootstrapServers();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MISSING.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("real engines run in containers"));
    }

    private static Optional<String> start() {
        Optional<String> missing = missing();
        missing.ifPresent(reason -> System.out.println("Tests on real engines are skipped: " + reason));
        return missing;
    }

    private static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("there is no Docker engine here");
        }
        try {
            MONGO.start();
            KAFKA.start();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("Docker runs, but an image of MongoDB or Kafka cannot be had: " + e.getMessage());
        }
    }
}
