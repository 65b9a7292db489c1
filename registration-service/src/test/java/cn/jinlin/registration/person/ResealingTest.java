package cn.jinlin.registration.person;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ResealingTest {
    @Test
    void writesEverythingAndEndsTheProcess() {
        try (GenericApplicationContext process = new GenericApplicationContext()) {
            process.refresh();
            Resealing resealing = new Resealing(List.of(() -> 3, () -> 4), process);

            assertThat(resealing.resealAll()).isEqualTo(7);
            resealing.run(new DefaultApplicationArguments());
            assertThat(process.isActive()).isFalse();
        }
    }
}
