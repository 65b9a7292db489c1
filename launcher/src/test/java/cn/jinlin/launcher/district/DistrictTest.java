package cn.jinlin.launcher.district;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DistrictTest {
    private final List<Community> communities = District.jimei().communities();

    @Test
    void hasThe73CommunitiesOfJimeiEachOnce() {
        assertThat(communities).hasSize(73).allSatisfy(one -> assertThat(one.code()).matches("350211\\d{6}"));
        assertThat(communities.stream().map(Community::code).distinct()).hasSize(73);
        assertThat(communities).extracting(Community::name).contains("双乐社区居委会");
    }

    @Test
    void placesEachInTheDistrictAndGivesItCompoundsOfItsOwn() {
        assertThat(communities).allSatisfy(one -> {
            assertThat(one.longitude()).isBetween(117.8, 118.2);
            assertThat(one.latitude()).isBetween(24.5, 24.8);
            assertThat(one.body().get("compounds").toString()).contains(one.firstCompound());
        });
    }
}
