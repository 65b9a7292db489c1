package cn.jinlin.request.photo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.album.Albums;
import cn.jinlin.kit.album.Archive;
import cn.jinlin.kit.store.DueWork;

/** An album for each order, and the sweeping of what never arrived in it. */
@Configuration(proxyBeanMethods = false)
class OrderPhotos {
    /** As many as a completion refers to, and as many again from before. */
    static final int MOST = 40;

    @Bean
    Albums orderAlbums(Archive archive) {
        return archive.albums(new Albums.Kind("orderPhotos", RequestEvent.TOPIC, MOST));
    }

    @Bean
    DueWork sweptOrderPhotos(Albums orderAlbums) {
        return orderAlbums.sweeping();
    }
}
