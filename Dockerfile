# One image for every process of Jinlin; MODULE says which. It carries the very jar that `./mvnw package` made:
#   docker build --build-arg MODULE=request-service -t jinlin/request-service .
# BASE_IMAGE is anything with a Java 25 runtime and a shell.
ARG BASE_IMAGE=eclipse-temurin:25-jre

FROM ${BASE_IMAGE} AS layers
ARG MODULE
WORKDIR /build
COPY ${MODULE}/target/${MODULE}-*-exec.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination layers

FROM ${BASE_IMAGE}
WORKDIR /app
# What changes seldom comes first, so that a new build of the code replaces only the last layer.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
# A number needs no entry in /etc/passwd; nothing below /app belongs to it, and only /tmp is written.
USER 10001:10001
ENV HOME=/tmp
# Further JVM options: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "app.jar"]
