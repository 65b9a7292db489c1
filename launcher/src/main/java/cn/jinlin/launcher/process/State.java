package cn.jinlin.launcher.process;

/** What a process is doing, as far as another process can tell. */
public enum State {
    /** Alive, and not answering that it is ready. */
    STARTING,
    /** Alive and ready. */
    UP,
    /** Not alive. */
    DOWN
}
