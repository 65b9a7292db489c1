package cn.jinlin.request.photo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.album.Albums;
import cn.jinlin.kit.album.Photo;
import cn.jinlin.kit.album.PictureUpload;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;

/** The photos of orders, and what refers to them. */
@Service
public class PhotoDesk {
    private final Albums albums;
    private final ServiceOrders orders;

    PhotoDesk(Albums orderAlbums, ServiceOrders orders) {
        this.albums = orderAlbums;
        this.orders = orders;
    }

    ServiceOrder order(String orderId) {
        return orders.get(orderId).state();
    }

    Photo add(String orderId, String photoId, String by, PictureUpload.File file) {
        return albums.add(orderId, photoId, by, file);
    }

    List<Photo> of(String orderId) {
        return albums.of(orderId);
    }

    Photo get(String orderId, String photoId) {
        return albums.get(orderId, photoId);
    }

    byte[] whole(String orderId, String photoId) {
        return albums.whole(orderId, photoId);
    }

    byte[] thumbnail(String orderId, String photoId) {
        return albums.thumbnail(orderId, photoId);
    }

    void remove(String orderId, String photoId) {
        albums.remove(orderId, photoId);
    }

    /**
     * Makes photos stay that a statement on the order is about to refer to.
     *
     * @throws Invalid naming each of {@code photos} that the order does not have, or that is named twice
     */
    public void refer(String orderId, List<String> photoIds) {
        if (photoIds.isEmpty()) {
            return;
        }
        Set<String> there = albums.of(orderId).stream().map(Photo::photoId).collect(Collectors.toSet());
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < photoIds.size(); i++) {
            if (!there.contains(photoIds.get(i))) {
                errors.add(FieldError.of("photos[" + i + "]", "UNKNOWN"));
            } else if (photoIds.indexOf(photoIds.get(i)) < i) {
                errors.add(FieldError.of("photos[" + i + "]", "DUPLICATE"));
            }
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
        albums.pin(orderId, photoIds);
    }
}
