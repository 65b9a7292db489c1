package cn.jinlin.kit.album;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.domain.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlbumTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    private static Album with(String... photoIds) {
        Album album = Album.empty("order");
        for (String photoId : photoIds) {
            album = album.arrive(photoId, "anna", 3, NOW).kept(photoId, 4, 3, 100);
        }
        return album;
    }

    private static void refuses(Refusal refusal, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void holdsNoMoreThanItMayArrivingOnesIncluded() {
        Album album = with("a", "b").arrive("c", "anna", 3, NOW);

        refuses(AlbumRefusal.ALBUM_FULL, () -> album.arrive("d", "anna", 3, NOW));
        assertThat(album.arrive("a", "anna", 3, NOW)).isEqualTo(album);
    }

    @Test
    void isWrittenByOneAtATimeAndByAnotherOnceThatOneTookTooLong() {
        Album album = with().arrive("c", "anna", 3, NOW);
        Instant idle = NOW.plus(Album.WRITTEN_WITHIN);

        refuses(AlbumRefusal.PHOTO_BUSY, () -> album.arrive("c", "anna", 3, idle.minusMillis(1)));
        Album second = album.arrive("c", "anna", 3, idle);
        assertThat(second.photos()).extracting(Photo::at).containsExactly(idle);
        refuses(AlbumRefusal.PHOTO_BUSY, () -> second.arrive("c", "anna", 3, idle));
        refuses(AlbumRefusal.PHOTO_BUSY, () -> with("a").remove("a", NOW).arrive("a", "anna", 3, NOW));
    }

    @Test
    void showsNothingThatHasNotArrivedOrIsLeaving() {
        Album album = with("a").arrive("b", "anna", 3, NOW);

        refuses(KitRefusal.NOT_FOUND, () -> album.there("b"));
        refuses(KitRefusal.NOT_FOUND, () -> album.remove("a", NOW).there("a"));
        assertThat(album.there("a").width()).isEqualTo(4);
    }

    @Test
    void whatIsPinnedStays() {
        Album album = with("a", "b").pin(List.of("a"));

        refuses(AlbumRefusal.PHOTO_IN_USE, () -> album.remove("a", NOW));
        refuses(KitRefusal.NOT_FOUND, () -> album.pin(List.of("c")));
        assertThat(album.remove("b", NOW).leaving()).containsExactly("b");
        assertThat(album.kept("a", 1, 1, 1)).isEqualTo(album);
    }

    @Test
    void sweepsWhatNeverArrivedAndForgetsItOnceItsFileIsGone() {
        Album album = with("a").arrive("b", "anna", 3, NOW);
        Instant late = NOW.plus(Album.ARRIVES_WITHIN);

        assertThat(album.dueAt()).contains(late);
        assertThat(album.sweep(late.minus(Duration.ofMillis(1)))).isEqualTo(album);
        Album swept = album.sweep(late);
        assertThat(swept.leaving()).containsExactly("b");
        assertThat(swept.dueAt()).contains(late);
        refuses(KitRefusal.NOT_FOUND, () -> swept.kept("b", 1, 1, 1));
        Album clean = swept.gone(List.of("a", "b"));
        assertThat(clean.photos()).extracting(Photo::photoId).containsExactly("a");
        assertThat(clean.dueAt()).isEmpty();
    }
}
