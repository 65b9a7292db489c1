package cn.jinlin.request.admission;

import java.util.List;

import org.springframework.stereotype.Service;

import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.directory.Member;
import cn.jinlin.request.roster.Claimant;

/** Members as the directory knows them, in the words of the claiming rules. */
@Service
public class Claimants {
    private final Directory directory;

    protected Claimants(Directory directory) {
        this.directory = directory;
    }

    public Claimant of(String memberId) {
        return directory.member(memberId).map(this::claimant).orElseGet(() -> Claimant.unknown(memberId));
    }

    private Claimant claimant(Member member) {
        return new Claimant(member.memberId(), member.unitId(), member.confirmedIn(), ties(member), teams(member));
    }

    private List<Claimant.TeamOf> teams(Member member) {
        return directory.teamsOf(member.memberId()).stream()
                .map(team -> new Claimant.TeamOf(team.teamId(), team.communityId())).toList();
    }

    private List<Claimant.Tie> ties(Member member) {
        return member.unitId().flatMap(directory::unit)
                .map(unit -> unit.ties().stream().map(tie -> new Claimant.Tie(tie.communityId(), tie.from(), tie.until()))
                        .toList())
                .orElse(List.of());
    }
}
