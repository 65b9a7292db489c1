package cn.jinlin.request.export;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.request.order.Selection;
import cn.jinlin.request.order.Selection.After;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;

/** Goes through orders a page at a time, each found by an index. */
@Service
class ExportDesk {
    private static final int AT_ONCE = 200;

    private final ServiceOrders orders;

    ExportDesk(ServiceOrders orders) {
        this.orders = orders;
    }

    /** Whose orders a caller takes away, a community after the other; an empty one stands for all of the district. */
    List<Optional<String>> scope(Caller caller, Optional<String> wanted) {
        if (caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR)) {
            return List.of(wanted);
        }
        if (wanted.filter(id -> !caller.isOfficerOf(id)).isPresent()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return wanted.isPresent()
                ? List.of(wanted)
                : caller.communityIds().stream().sorted().map(Optional::of).toList();
    }

    /** Each order of a selection, by its start. */
    void each(Selection selection, Consumer<ServiceOrder> taken) {
        if (selection.from().isPresent() && selection.to().isPresent() && selection.to().get().isBefore(selection.from().get())) {
            throw Invalid.field("to", "BEFORE_START");
        }
        Optional<After> after = Optional.empty();
        do {
            ServiceOrders.Slice slice = orders.list(selection, after, AT_ONCE);
            slice.orders().forEach(order -> taken.accept(order.state()));
            after = slice.next();
        } while (after.isPresent());
    }
}
