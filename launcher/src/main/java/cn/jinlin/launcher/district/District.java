package cn.jinlin.launcher.district;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.door.Answer;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.door.Pages;

/** Jimei, division code 350211: the communities that the demo and a fresh data folder start with. */
public record District(List<Community> communities) {
    private static final String FILE = "jimei-divisions.csv";
    private static final int CREATED = 201;
    private static final int OK = 200;

    public static District jimei() {
        try (InputStream file = District.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing in the jar");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new District(text.lines().skip(1).filter(line -> !line.isBlank()).map(Community::of).toList());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The community with that code, which has to be one of the district's. */
    public Community community(String code) {
        return communities.stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
    }

    /** All communities that the suite knows, read page by page. */
    public static List<JsonNode> known(Door door, String token) throws IOException {
        return Pages.all(door, token, "/api/v1/communities");
    }

    /** Puts those that are missing; returns how many that were. */
    public int load(Door door, String adminToken) throws IOException {
        Set<String> known = new HashSet<>();
        known(door, adminToken).forEach(one -> known.add(one.path("communityId").asString("")));
        List<Community> missing = communities.stream().filter(one -> !known.contains(one.code())).toList();
        for (Community community : missing) {
            Answer answer = door.put(adminToken, "/api/v1/communities/" + community.code(), community.body());
            if (!answer.is(CREATED) && !answer.is(OK)) {
                throw new IOException("community " + community.code() + ": " + answer);
            }
        }
        return missing.size();
    }
}
