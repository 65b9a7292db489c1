package cn.jinlin.launcher.process;

/** The order of starting; ending goes the other way round. */
public enum Tier {
    ENGINES, SERVICES, GATEWAY
}
