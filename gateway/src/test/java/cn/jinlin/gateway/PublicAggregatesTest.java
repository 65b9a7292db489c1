package cn.jinlin.gateway;

import org.junit.jupiter.api.Test;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class PublicAggregatesTest {

    @Test
    void letsEverybodyReadAggregatesWhereTheDistrictShowsThem() {
        Door door = MapDoors.OPEN;
        door.supervision.forget();

        for (String path : new String[]{"/coverage", "/coverage.geojson", "/coverage/summary",
            "/coverage/history?from=2026-05-16",
            "/support-plans/arrows", "/findings/counts"}) {
            assertThat(door.send(door.to("/api/v1" + path)).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : new String[]{"/coverage/elsewhere", "/support-plans", "/findings", "/orders"}) {
            assertProblem(door.send(door.to("/api/v1" + path)), 401, "UNAUTHENTICATED");
        }
        assertProblem(door.send(door.to("/api/v1/coverage").DELETE()), 401, "UNAUTHENTICATED");
        assertProblem(door.send(door.to("/api/v1/coverage").header("Authorization", "Bearer x.y.z")), 401, "INVALID_TOKEN");
    }

    @Test
    void asksForATokenWhereItDoesNot() {
        Door door = Door.shared();

        assertProblem(door.send(door.to("/api/v1/coverage")), 401, "UNAUTHENTICATED");
    }
}
