package cn.jinlin.supervision.ledger;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.evidence.LedgerEntry;

/** An entry as a row of a table, in the reader's language and the district's time. */
@Component
class LedgerRows {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;

    LedgerRows(@Value("${jinlin.zone:Asia/Shanghai}") ZoneId zone) {
        this.zone = zone;
    }

    static List<String> headings(Locale locale) {
        return locale.getLanguage().equals("zh")
                ? List.of("服务时间", "成员编号", "单位编号", "社区代码", "订单编号", "类别", "分钟", "记录编号", "撤销的记录", "序号", "哈希")
                : List.of("servedAt", "memberId", "unitId", "communityId", "orderId", "kind", "minutes", "entryId", "voids",
                        "number", "hash");
    }

    List<String> row(LedgerEntry told, Locale locale) {
        ServiceRecordAppended entry = told.entry();
        return List.of(MINUTE.format(entry.servedAt().atZone(zone)), entry.memberId(), entry.unitId().orElse(""),
                entry.communityId(), entry.orderId().orElse(""), kind(entry.kind(), locale), Integer.toString(entry.minutes()),
                entry.entryId(), entry.voids().orElse(""), Long.toString(entry.number()), entry.hash());
    }

    private static String kind(EntryKind kind, Locale locale) {
        if (!locale.getLanguage().equals("zh")) {
            return kind.name();
        }
        return switch (kind) {
            case VERIFIED -> "扫码";
            case BACKFILLED -> "补录";
            case VOID -> "撤销";
        };
    }
}
