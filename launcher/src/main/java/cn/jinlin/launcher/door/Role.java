package cn.jinlin.launcher.door;

/** The roles of the district's tokens. */
public enum Role {
    DISTRICT_ADMIN, COMMUNITY_OFFICER, UNIT_LIAISON, MEMBER, SUPERVISOR, PLATFORM
}
