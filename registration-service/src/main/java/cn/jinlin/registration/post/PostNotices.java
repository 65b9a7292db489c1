package cn.jinlin.registration.post;

/** Where it goes what became of members' parts in posts. */
public interface PostNotices {
    /** Takes it over; when this throws, it comes again. After a crash it may come twice. */
    void told(PostNotice notice);
}
