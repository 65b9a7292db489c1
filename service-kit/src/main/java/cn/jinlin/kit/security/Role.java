package cn.jinlin.kit.security;

/** The roles of a caller, as the {@code roles} claim names them. */
public enum Role {
    DISTRICT_ADMIN, COMMUNITY_OFFICER, UNIT_LIAISON, MEMBER, SUPERVISOR, PLATFORM
}
