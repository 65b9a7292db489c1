package cn.jinlin.request;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsToTheRulesOfEveryService() {
        ArchitectureRules.check("cn.jinlin.request");
    }
}
