package cn.jinlin.request.board;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/** The board of the day over HTTP. */
@RestController
class BoardController {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private final BoardDesk desk;

    BoardController(BoardDesk desk) {
        this.desk = desk;
    }

    /** A day's board; {@code date} is a day of the district's calendar. */
    record BoardAnswer(String communityId, LocalDate date, DayBoard board) {}

    /** Today's where no date is given. */
    @GetMapping("/api/v1/orders/board")
    @Allowed({Role.COMMUNITY_OFFICER, Role.DISTRICT_ADMIN, Role.SUPERVISOR})
    BoardAnswer board(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable LocalDate date) {
        if (communityId == null) {
            throw Invalid.field("communityId", "REQUIRED");
        }
        if (!caller.isOfficerOf(communityId) && !caller.isDistrictAdmin() && !caller.has(Role.SUPERVISOR)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        LocalDate day = date == null ? desk.today() : date;
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw Invalid.field("date", "OUT_OF_RANGE", FIRST_YEAR, LAST_YEAR);
        }
        return new BoardAnswer(communityId, day, desk.of(communityId, day));
    }
}
