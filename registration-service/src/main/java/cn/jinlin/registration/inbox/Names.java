package cn.jinlin.registration.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import cn.jinlin.registration.community.Community;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.post.PostDesk;
import cn.jinlin.registration.team.Team;
import cn.jinlin.registration.team.TeamDesk;

/** What the communities, teams and posts are called that messages speak of. */
@Component
class Names {
    static final String COMMUNITY = "communityId";
    static final String TEAM = "teamId";
    static final String POST = "postId";

    private final Map<String, Function<String, Optional<String>>> sources;

    Names(CommunityDesk communities, TeamDesk teams, PostDesk posts) {
        sources = Map.of(COMMUNITY, id -> communities.find(id).map(Community::name), TEAM,
                id -> teams.find(id).map(Team::name), POST, posts::title);
    }

    /** The names by the ids, each looked up once; an id itself where there is nothing of it. */
    Map<String, String> of(List<Message> messages) {
        Map<String, String> names = new HashMap<>();
        for (Message message : messages) {
            sources.forEach((detail, source) -> Optional.ofNullable(message.details().get(detail))
                    .ifPresent(id -> names.computeIfAbsent(id, unknown -> source.apply(unknown).orElse(unknown))));
        }
        return names;
    }
}
