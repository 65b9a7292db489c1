package cn.jinlin.launcher.district;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FullPlanTest {
    private final List<Community> communities = District.jimei().communities();
    private final FullPlan plan = new FullPlan(communities);

    @Test
    void isTheSameEachTime() {
        FullPlan again = new FullPlan(communities);
        assertThat(again.units()).isEqualTo(plan.units());
        assertThat(again.members()).isEqualTo(plan.members());
    }

    @Test
    void hasTheRealFigures() {
        assertThat(plan.units()).hasSize(100).extracting(PlannedUnit::name).doesNotHaveDuplicates();
        assertThat(plan.members()).hasSize(4_710).extracting(PlannedMember::phone).doesNotHaveDuplicates();
        assertThat(plan.teams()).hasSize(73);
        assertThat(plan.teams().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(113);
        assertThat(plan.pairings().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(560);
    }

    @Test
    void everybodyReportsSomewhereWhereItMay() {
        Set<String> codes = communities.stream().map(Community::code).collect(Collectors.toSet());
        assertThat(plan.members()).allSatisfy(member -> {
            assertThat(member.unitCommunity().or(member::residence)).isPresent();
            member.unitCommunity().ifPresent(code -> assertThat(plan.units().get(member.unit()).partners()).contains(code));
            member.residence().ifPresent(code -> assertThat(codes).contains(code));
            assertThat(member.phone()).matches("1990000\\d{4}");
            assertThat(member.line("u").chars().filter(c -> c == ',').count()).isEqualTo(7);
        });
    }

    @Test
    void everyCommunityHasMembersEnoughForItsTeamsAndPairings() {
        assertThat(communities).allSatisfy(community -> assertThat(plan.members().stream()
                .filter(member -> member.unitCommunity().filter(community.code()::equals).isPresent()
                        || member.residence().filter(community.code()::equals).isPresent()))
                .hasSizeGreaterThanOrEqualTo(plan.pairings().get(community.code()) + 1));
    }

    @Test
    void someHaveManyMembersAndSomeFew() {
        List<Long> sizes = communities.stream().map(community -> plan.members().stream()
                .filter(member -> member.residence().filter(community.code()::equals).isPresent()).count()).sorted().toList();
        assertThat(sizes.getLast()).isGreaterThan(2 * sizes.getFirst());
    }
}
