package cn.jinlin.launcher;

import java.util.Locale;

/** The ports of the suite; each moves by its variable. */
public enum Port {
    GATEWAY(8080), REGISTRATION(8081), REQUEST(8082), SUPERVISION(8083), STORE(27117), BROKER(19092);

    private final int usual;

    Port(int usual) {
        this.usual = usual;
    }

    public int usual() {
        return usual;
    }

    public String variable() {
        return "JINLIN_" + name() + "_PORT";
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
