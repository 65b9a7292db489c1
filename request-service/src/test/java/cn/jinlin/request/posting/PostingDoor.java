package cn.jinlin.request.posting;

import java.time.Clock;
import java.time.ZoneId;

import cn.jinlin.kit.store.Store;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.order.ServiceOrders;

/** Posting as HTTP carries it out, for tests outside this package. */
public final class PostingDoor {
    private PostingDoor() {}

    public static OrderDesk on(Store store, ServiceOrders orders, Directory directory, Clock clock, ZoneId zone) {
        return new OrderDesk(orders, new Numbers(store), directory, clock, zone);
    }
}
