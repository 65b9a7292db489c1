package cn.jinlin.registration.news;

import java.util.Map;

import org.springframework.stereotype.Component;

import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;
import cn.jinlin.registration.post.PostNotice;
import cn.jinlin.registration.post.PostNotices;

/** Tells members what became of the posts that they asked for or held. */
@Component
class PostNews implements PostNotices {
    private final InboxDesk inbox;

    PostNews(InboxDesk inbox) {
        this.inbox = inbox;
    }

    @Override
    public void told(PostNotice notice) {
        inbox.tell(new Note(notice.memberId(), switch (notice.what()) {
            case CONFIRMED -> MessageCode.POST_CONFIRMED;
            case REJECTED -> MessageCode.POST_REJECTED;
            case ENDED -> MessageCode.POST_ENDED;
        }, Map.of("postId", notice.postId(), "communityId", notice.communityId()),
                "post:" + notice.postId() + ":" + notice.what() + ":" + notice.at(), notice.at()));
    }
}
