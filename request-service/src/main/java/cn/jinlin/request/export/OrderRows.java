package cn.jinlin.request.export;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.Terms;

/** Orders and claims as rows of texts. */
final class OrderRows {
    private OrderRows() {}

    static List<String> orderHeadings(Locale locale) {
        return isChinese(locale)
                ? List.of("订单编号", "订单号", "社区代码", "小区", "标题", "类别", "状态", "范围", "开始", "结束", "最少人数", "最多人数", "已认领", "候补", "到场",
                        "记时人数",
                        "服务分钟", "成果", "验收时间", "来源")
                : List.of("orderId", "number", "communityId", "compoundId", "title", "category", "status", "audience", "startsAt",
                        "endsAt", "min", "max", "claimed", "waitlisted", "present", "credited", "minutes", "outcomes",
                        "acceptedAt",
                        "source");
    }

    static List<String> order(ServiceOrder order) {
        Terms terms = order.terms();
        List<Claim> claims = order.sheet().roster().claims();
        return List.of(order.orderId(), order.sheet().number(), order.sheet().communityId(), terms.compoundId().orElse(""),
                terms.title(), terms.category().name(), order.status().name(), terms.audience().name(), text(terms.startsAt()),
                text(terms.endsAt()), number(terms.capacity().min()), number(terms.capacity().max()),
                number(order.sheet().roster().claimed()), number(order.sheet().roster().waitlisted()),
                number(claims.stream().filter(claim -> claim.presence().isPresent()).count()),
                number(claims.stream().filter(claim -> claim.creditId().isPresent()).count()),
                number(claims.stream().mapToInt(Claim::minutes).sum()), outcomes(order), acceptedAt(order),
                order.sheet().source());
    }

    static List<String> claimHeadings(Locale locale) {
        return isChinese(locale)
                ? List.of("订单编号", "订单号", "社区代码", "类别", "开始", "成员编号", "单位编号", "状态", "随行人数", "认领时间", "签到", "签退", "现场加入", "负责人点名",
                        "分钟",
                        "记时编号", "人工记时")
                : List.of("orderId", "number", "communityId", "category", "startsAt", "memberId", "unitId", "status",
                        "companions",
                        "claimedAt", "checkedInAt", "checkedOutAt", "walkIn", "byOfficer", "minutes", "creditId", "manual");
    }

    static Stream<List<String>> claims(ServiceOrder order) {
        return order.sheet().roster().claims().stream().map(claim -> claim(order, claim));
    }

    private static List<String> claim(ServiceOrder order, Claim claim) {
        Optional<Claim.Presence> there = claim.presence();
        return List.of(order.orderId(), order.sheet().number(), order.sheet().communityId(), order.terms().category().name(),
                text(order.terms().startsAt()), claim.memberId(), claim.unitId().orElse(""), claim.status().name(),
                number(claim.companions()), text(claim.claimedAt()),
                there.map(Claim.Presence::in).map(OrderRows::text).orElse(""),
                there.flatMap(Claim.Presence::out).map(OrderRows::text).orElse(""),
                there.map(Claim.Presence::walkIn).map(String::valueOf).orElse(""),
                there.map(Claim.Presence::byOfficer).map(String::valueOf).orElse(""), number(claim.minutes()),
                claim.creditId().orElse(""),
                claim.creditId().map(_ -> String.valueOf(claim.enteredByHand().isPresent())).orElse(""));
    }

    private static String outcomes(ServiceOrder order) {
        return order.completed().map(Completion::outcomes).orElse(List.of()).stream()
                .map(one -> one.metric() + " " + one.quantity().toPlainString() + " " + one.unit())
                .collect(Collectors.joining("；"));
    }

    private static String acceptedAt(ServiceOrder order) {
        return order instanceof ServiceOrder.Creditable done ? text(done.acceptance().at()) : "";
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }

    private static String text(Instant at) {
        return at.toString();
    }

    private static String number(long number) {
        return Long.toString(number);
    }
}
