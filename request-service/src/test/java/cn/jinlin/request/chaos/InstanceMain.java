package cn.jinlin.request.chaos;

import java.time.Clock;
import java.time.Duration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.request.RequestApplication;
import cn.jinlin.request.test.MovableClock;

/**
 * One instance of the service whose clock can be moved, {@code clock <milliseconds>}, and that ends itself when it reaches
 * a point for the n-th time from now on, {@code arm <point> <n>}; {@code quit} ends it in order. The first argument names what is broken in it, if anything.
 */
final class InstanceMain {
    private InstanceMain() {}

    public static void main(String[] arguments) {
        MovableClock clock = new MovableClock();
        Trap trap = new Trap();
        Thread.ofPlatform().daemon().name("leash").start(() -> Leash.obey(line -> obey(line.split(" "), clock, trap)));
        Breakage breakage = Breakage.valueOf(arguments[0]);
        SpringApplication application = new SpringApplication(RequestApplication.class);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Clock.class, () -> clock);
            beans.registerBean(FaultHook.class, () -> trap);
            beans.registerBean("withoutTests", TypeExcludeFilter.class, WithoutTests::new);
            breakage.into(beans);
        });
        application.run(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
        Leash.ready();
    }

    private static void obey(String[] words, MovableClock clock, Trap trap) {
        switch (words[0]) {
            case "clock" -> clock.move(Duration.ofMillis(Long.parseLong(words[1])));
            case "quit" -> System.exit(0);
            case "arm" -> trap.arm(words[1], Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** Keeps what the tests' own contexts are made of out of the scan. */
    private static final class WithoutTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory readers) {
            String name = reader.getClassMetadata().getClassName();
            return name.startsWith("cn.jinlin.request.test.")
                    || reader.getAnnotationMetadata().hasAnnotation("org.springframework.boot.test.context.TestConfiguration");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }
}
