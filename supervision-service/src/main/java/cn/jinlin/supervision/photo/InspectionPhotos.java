package cn.jinlin.supervision.photo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.album.Albums;
import cn.jinlin.kit.album.Archive;
import cn.jinlin.kit.store.DueWork;

/** The albums of inspections. */
@Configuration(proxyBeanMethods = false)
class InspectionPhotos {
    private static final int MOST = 30;

    @Bean
    Albums inspectionAlbums(Archive archive) {
        return archive.albums(new Albums.Kind("inspectionPhotos", SupervisionEvent.TOPIC, MOST));
    }

    @Bean
    DueWork inspectionPhotosSweeping(Albums inspectionAlbums) {
        return inspectionAlbums.sweeping();
    }
}
