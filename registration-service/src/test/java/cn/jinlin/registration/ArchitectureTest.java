package cn.jinlin.registration;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsToTheRulesOfEveryService() {
        ArchitectureRules.check("cn.jinlin.registration");
    }
}
