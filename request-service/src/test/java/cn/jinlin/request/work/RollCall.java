package cn.jinlin.request.work;

import org.springframework.beans.factory.BeanFactory;

import cn.jinlin.kit.store.RequestKey;

/** The officer's roll call as HTTP carries it out, for tests outside this package. */
public final class RollCall {
    private final WorkDesk desk;

    public RollCall(BeanFactory beans) {
        this.desk = beans.getBean(WorkDesk.class);
    }

    public void call(String orderId, String memberId, RequestKey key) {
        desk.callRoll(orderId, key, memberId);
    }
}
