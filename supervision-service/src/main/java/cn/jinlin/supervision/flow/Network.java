package cn.jinlin.supervision.flow;

import java.util.List;

/**
 * Lenders, needs, and the ways between them.
 *
 * @param arcs for each need the lenders that it can be met by
 */
record Network(List<Lender> lenders, List<Need> needs, List<List<Arc>> arcs) {
    long supply() {
        return lenders.stream().mapToLong(Lender::people).sum();
    }

    long demand() {
        return needs.stream().mapToLong(Need::places).sum();
    }
}
