package cn.jinlin.gateway;

/** One gateway that shows the cloud map to anybody, and one that asks who it is. */
final class MapDoors {
    static final Door OPEN = new Door("dev-tokens", "jinlin.public-aggregates=true");
    static final Door CLOSED = new Door("dev-tokens");

    private MapDoors() {}
}
